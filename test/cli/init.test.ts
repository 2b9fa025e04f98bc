import { symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { initAnswers, type InitFlags } from "../../src/cli/init-answers.js";
import { Questions } from "../../src/cli/questions.js";
import { sampleDocument, temporaryFolder, writeFiles } from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

describe("without a terminal", () => {
  test("--yes takes what is usual: an example to begin with, where there is no document", async () => {
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = runCli(folder, "init", "--yes");
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(
      /^openapi\.yaml: a small .*\ngatewright\.config\.json: .*\n\n?gateway: \d+ created\n\nNext:\n/,
    );
    expect(stderr).toMatch(
      /of openapi\.yaml, and of gatewright\.config\.json:\n {2}npx gatewright generate\n$/,
    );
    expect(JSON.parse(await readFile(join(folder, "gatewright.config.json"), "utf8"))).toEqual({
      document: "openapi.yaml",
      out: "gateway",
    });
    const again = runCli(folder, "generate", "--check");
    expect([again.code, again.stdout]).toEqual([0, ""]);
    expect(runCli(folder, "lint", "--max-warnings", "0").code).toBe(0);

    const refused = runCli(folder, "init", "--yes");
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain(
      "There is gatewright.config.json already; --force replaces it",
    );
    const other = runCli(folder, "init", "--yes", "--force", "--config-language", "ts");
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("remove it first")]);
  });

  test("flags answer every question; --force replaces a config, not what it links to", async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { "api/pets.yaml": await sampleDocument("petstore"), "mine.mjs": "" });
    symlinkSync("mine.mjs", join(folder, "gatewright.config.mjs"));
    const flags = ["--document", "api/pets.yaml", "--out", "./pets/", "--config-language", "mjs"];
    const { code, stderr } = runCli(
      folder,
      "init",
      ...flags,
      "--generator-spec",
      "../..",
      "--force",
    );
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^pets: \d+ created$/m)]);
    expect(await readFile(join(folder, "mine.mjs"), "utf8")).toBe("");
    expect(await readFile(join(folder, "gatewright.config.mjs"), "utf8"))
      .toBe(`import { defineConfig } from "gatewright";

export default defineConfig({
  document: "api/pets.yaml",
  out: "pets",
  generatorSpec: "../..",
});
`);
    expect(runCli(folder, "generate", "--check").code).toBe(0);
  });

  test("a document that is refused leaves a config, and the exit code of generate", async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { "openapi.json": '{"openapi":"3.0.1","paths":{"x":{}}}' });
    const { code, stderr } = runCli(folder, "init", "--yes");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^openapi\.json:1:\d+ error /m)]);
    expect(runCli(folder, "generate").code).toBe(1);
  });

  test.each([
    [[], "give --document, --out, --config-language, or --yes"],
    [["--document", "openapi.yaml", "--out", "gateway"], "give --config-language, or --yes"],
    [["--document", "typo.yaml", "--yes"], "There is no typo.yaml; --starter writes"],
  ])("%j is a mistake of usage, and nothing is asked", async (flags, said) => {
    const { code, stdout, stderr } = runCli(await temporaryFolder(), "init", ...flags);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });
});

const NO_FLAGS: InitFlags = { yes: false };

/** What is asked, and what comes of a person's answers: each is typed when a question is there. */
async function asked(
  answers: readonly string[],
  files: Readonly<Record<string, string>> = {},
  flags: InitFlags = NO_FLAGS,
) {
  const folder = await temporaryFolder();
  await writeFiles(folder, files);
  const [input, output] = [new PassThrough(), new PassThrough()];
  const left = [...answers];
  let screen = "";
  output.setEncoding("utf8").on("data", (shown: string) => {
    screen += shown;
    if (!screen.endsWith(") ")) return;
    const answer = left.shift();
    if (answer === "^D") input.end();
    else input.write(`${answer}\n`);
  });
  const questions = new Questions({ input, output });
  const result = initAnswers(flags, folder, questions).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  const settled = await result.finally(() => questions.close());
  expect(left).toEqual([]);
  return { ...settled, screen };
}

describe("at a terminal", () => {
  const PETS = 'openapi: 3.1.0\ninfo: { title: Pets, version: "1" }\npaths: {}\n';

  test("empty lines take what was found by looking around", async () => {
    const { value, screen } = await asked(["", "", ""], {
      "notes.yaml": "openapi is not said here: 3.0\n",
      "api/prod-oas30.json": '{ "swagger" : "2.0" }',
      "zoo.yaml": PETS,
      "openapi.yml": PETS,
    });
    expect(value).toEqual({
      document: "openapi.yml",
      starter: false,
      out: "gateway",
      language: "json",
    });
    expect(screen).toBe(
      "Which OpenAPI document? There is also zoo.yaml, api/prod-oas30.json. (openapi.yml) " +
        "Which folder for the gateway? (gateway) Config in json, ts or mjs? (json) ",
    );
  });

  test("what is no answer is asked again", async () => {
    const { value, screen } = await asked(["my.yaml", "perhaps", "yes", "pets", "yaml", "ts"]);
    expect(value).toEqual({ document: "my.yaml", starter: true, out: "pets", language: "ts" });
    expect(screen).toContain("There is no my.yaml. Write a small one to begin with? (yes) ");
    expect(screen).toContain("  Answer yes, no, y, n.\n");
    expect(screen).toContain("  Answer json, ts, mjs.\n");
  });

  test("what flags answer is not asked", async () => {
    const flags: InitFlags = { ...NO_FLAGS, document: "p.yaml", language: "mjs" };
    const { value, screen } = await asked(["there"], { "p.yaml": PETS }, flags);
    expect(value).toEqual({ document: "p.yaml", starter: false, out: "there", language: "mjs" });
    expect(screen).toBe("Which folder for the gateway? (gateway) ");
  });

  test.each([
    [["", "no"], "There is no openapi.yaml"],
    [["", "^D"], "No answer; nothing was written"],
  ])("%j ends it", async (answers, said) => {
    const { value, error } = await asked(answers);
    expect(value).toBeUndefined();
    expect(error).toMatchObject({ message: expect.stringContaining(said) });
  });

  test("names of files cannot act on the terminal", async () => {
    const { screen } = await asked(["a.yaml", "", ""], {
      "a.yaml": PETS,
      "b\u001b[2J.yaml": PETS,
    });
    expect(screen).toContain("b\\u{1b}[2J.yaml");
    expect(screen).not.toContain("\u001b");
  });
});
