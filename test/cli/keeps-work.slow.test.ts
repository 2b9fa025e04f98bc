import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import {
  filesBelow,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

let folder: string;
let petstore: string;
const generateIt = () => runCli(folder, "generate", "openapi.yaml", "-o", "gateway");
const path = (...parts: string[]) => join(folder, "gateway", ...parts);

beforeEach(async () => {
  folder = await temporaryFolder();
  petstore = await sampleDocument("petstore");
  await writeFiles(folder, { "openapi.yaml": petstore });
  expect(generateIt().code).toBe(0);
});

describe("what a person wrote is never lost", () => {
  test("a hand edit of a generated file stops everything", async () => {
    const edited = path("src/generated/routes/health.ts");
    await writeFile(edited, `${await readFile(edited, "utf8")}// mine\n`);
    await writeFiles(folder, { "openapi.yaml": petstore.replaceAll("/pets", "/animals") });
    const before = await filesBelow(path());
    const { code, stderr } = generateIt();
    // The edited file is up to date but for the edit, so the edit itself is what would be lost.
    expect(code).toBe(4);
    expect(stderr).toContain('"src/generated/routes/health.ts" was changed by hand');
    expect(await filesBelow(path())).toEqual(before);
  });

  test("hooks and scaffold stay as they are", async () => {
    const mine = {
      "gateway/src/hooks/petToken.ts": "export const petToken = () => ({ principalId: 'me' });\n",
      "gateway/package.json": "{}\n",
      "gateway/src/main.ts": "// mine\n",
      "gateway/src/hooks/other.ts": "// mine\n",
    };
    await writeFiles(folder, mine);
    await writeFiles(folder, { "openapi.yaml": petstore.replaceAll("/pets", "/animals") });
    expect(generateIt().code).toBe(0);
    const files = await filesBelow(folder);
    for (const [file, text] of Object.entries(mine)) expect(files.get(file)).toBe(text);
    expect(files.get("gateway/src/generated/routes/listPets.ts")).toContain("/animals");
  });

  test.each(["src/hooks/index.ts", "Dockerfile"])(
    "conflicts that git left in %s are for a person to decide",
    async (file) => {
      const text = await readFile(path(file), "utf8");
      const torn = `<<<<<<< HEAD\n${text}=======\n// theirs\n>>>>>>> theirs\n`;
      await writeFiles(folder, {
        [`gateway/${file}`]: torn,
        "gateway/.gatewright/base/Dockerfile.base": "FROM old\n",
      });
      const { code, stderr } = generateIt();
      expect(code).toBe(5);
      expect(stderr).toContain(`gateway/${file}:1:1 error unresolved-conflict: `);
      expect(await readFile(path(file), "utf8")).toBe(torn);
      await writeFile(path(file), text);
      expect(generateIt().code).toBe(0);
    },
  );

  test("conflicts that git left in a file and in its base are mended by what is generated", async () => {
    const text = await readFile(path("Dockerfile"), "utf8");
    const rest = text.slice(text.indexOf("\n") + 1);
    const torn = `<<<<<<< HEAD\nFROM ours\n=======\nFROM theirs\n>>>>>>> theirs\n${rest}`;
    await writeFiles(folder, {
      "gateway/Dockerfile": `${torn}# mine\n`,
      "gateway/.gatewright/base/Dockerfile.base": torn,
    });
    const { code, stderr } = generateIt();
    expect([code, stderr]).toEqual([0, expect.stringContaining("1 merged")]);
    expect(await readFile(path("Dockerfile"), "utf8")).toBe(`${text}# mine\n`);
  });

  test("files in another encoding are not written", async () => {
    const registry = path("src/hooks/index.ts");
    const text =
      'import type { Hooks } from "../generated/hooks.js";\nexport const hooks = {} satisfies Hooks;\n';
    const bytes = Buffer.concat([Buffer.from("// caf\u{e9}\n", "latin1"), Buffer.from(text)]);
    await writeFile(registry, bytes);
    const { code, stderr } = generateIt();
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/index\.ts:1:1 error not-utf8: byte 6 \(0xE9\) is not UTF-8/),
    ]);
    expect(await readFile(registry)).toEqual(bytes);
  });

  test("a file of another origin is not replaced", async () => {
    await rm(path(".gatewright"), { recursive: true });
    const { code, stderr } = generateIt();
    // Equal bytes are nobody's loss.
    expect([code, stderr]).toEqual([0, expect.stringContaining("up to date")]);
    await rm(path(".gatewright"), { recursive: true });
    await writeFile(path("src/generated/gateway.ts"), "// somebody else's\n");
    const again = generateIt();
    expect(again.code).toBe(4);
    // It was not generated and then edited.
    const discarding = runCli(folder, "gen", "openapi.yaml", "-o", "gateway", "--discard-edits");
    expect(discarding.code).toBe(4);
    expect(again.stderr).toContain("gatewright did not write it");
    expect(await readFile(path("src/generated/gateway.ts"), "utf8")).toBe("// somebody else's\n");
  });

  test("a torn manifest is rebuilt, and what it does not know is not replaced", async () => {
    const manifest = path(".gatewright/manifest.json");
    const whole = await readFile(manifest, "utf8");
    await writeFile(manifest, "<<<<<<< ours\n");
    expect(generateIt()).toMatchObject({ code: 0, stderr: expect.stringContaining("was torn") });
    expect(await readFile(manifest, "utf8")).toBe(whole);
    await writeFile(manifest, "<<<<<<< ours\n");
    await writeFile(path("src/generated/gateway.ts"), "// mine\n");
    expect(generateIt().code).toBe(4);
    expect(await readFile(path("src/generated/gateway.ts"), "utf8")).toBe("// mine\n");
  });

  test("a folder that is a link is not followed", async () => {
    const elsewhere = await temporaryFolder();
    await rename(path("src/generated/routes"), join(elsewhere, "routes"));
    await symlink(join(elsewhere, "routes"), path("src/generated/routes"));
    await writeFiles(folder, { "openapi.yaml": petstore.replaceAll("/pets", "/animals") });
    const { code, stderr } = generateIt();
    expect(code).toBe(1);
    expect(stderr).toContain("leads out of the project's folder");
    expect(await readFile(join(elsewhere, "routes/listPets.ts"), "utf8")).toContain("/pets");
  });
});

test("a new hook is named, and added to the registry", async () => {
  const guarded = petstore
    .replace(/(?<=\n {2}securitySchemes:\n)/, "    basic: { type: http, scheme: basic }\n")
    .replace(/(?<=\n {6}operationId: getPet\n)/, "      security: [{ basic: [] }]\n");
  await writeFiles(folder, { "openapi.yaml": guarded });
  const { code, stderr } = generateIt();
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^gateway: 2 created, \d+ updated, 1 merged; \d+ of yours kept as they are\n/,
  );
  expect(stderr.split("\n").slice(1)).toEqual([
    "",
    "These are yours to write, and refuse every request until you do:",
    "  src/hooks/basic.ts",
    "",
  ]);
  expect(await readFile(path("src/hooks/index.ts"), "utf8")).toContain(
    'import { basic } from "./basic.js";',
  );
});

test("files of operations that are gone go too, unless they were edited", async () => {
  const without = petstore.replace(/ {2}\/health:[\s\S]*?(?= {2}\/photos)/, "");
  await writeFiles(folder, { "openapi.yaml": without });
  const { code, stderr } = generateIt();
  expect([code, stderr]).toEqual([0, expect.stringMatching(/1 removed/)]);
  expect([...(await filesBelow(path())).keys()]).not.toContain("src/generated/routes/health.ts");
});

test("a folder with other files in it gets the project beside them", async () => {
  await mkdir(join(folder, "other"));
  await writeFiles(folder, { "other/notes.txt": "mine\n", "other/package.json": "{}\n" });
  expect(runCli(folder, "generate", "openapi.yaml", "-o", "other").code).toBe(0);
  const files = await filesBelow(join(folder, "other"));
  expect([files.get("notes.txt"), files.get("package.json")]).toEqual(["mine\n", "{}\n"]);
});
