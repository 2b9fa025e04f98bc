import { mkdirSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { chooseTargets, type TargetChoice } from "../../src/cli/choose-targets.js";
import { UsageError } from "../../src/cli/usage-error.js";
import type { TargetArguments } from "../../src/config/target-arguments.js";
import { defineConfig } from "../../src/config/config.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

const DOCUMENT = `
openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: "https://\${host}.example.com" }]
paths: { /pets: { get: { operationId: listPets, responses: {} } } }
`;

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFiles(folder, {
    "several/pets.yaml": DOCUMENT,
    "several/orders.yaml": DOCUMENT.replaceAll("pets", "orders").replace("${host}", "orders"),
    "several/other.yaml": DOCUMENT,
    "several/broken.yaml": DOCUMENT.replace("responses: {}", "security: [{ nobody: [] }]"),
    "several/below/note.txt": "",
    "several/shared.ts": 'export const host: string = "animals";\n',
    "several/gatewright.config.ts": `import { defineConfig, type TargetConfig } from "gatewright";
import { host } from "./shared.ts";

enum Folder { Pets = "gateways/pets" }
const orders: TargetConfig = { document: "orders.yaml", out: "gateways/orders", allow: undefined };

export default defineConfig({
  targets: {
    pets: { document: "pets.yaml", out: Folder.Pets, vars: { host } },
    orders,
  },
});
`,
    "several/worst.json": JSON.stringify({
      targets: {
        pets: { document: "pets.yaml", out: "never/pets" },
        broken: { document: "broken.yaml", out: "never/broken" },
      },
    }),
    "one/gatewright.config.json": JSON.stringify({
      document: "api/pets.yaml",
      out: "file",
      overlays: ["api/o.yaml"],
      vars: { host: "file", port: "1" },
      varsFile: "file.env",
      allowRefs: ["file"],
      allow: ["no-server"],
      api: "rest",
      basepath: "split",
      omitUnsupported: true,
      generatorSpec: "../file",
      maxWarnings: 1,
    }),
  });
});

const run = (where: string, ...args: readonly string[]) => runCli(join(folder, where), ...args);

describe("targets", () => {
  test("each is generated, in a line each; a second time all is up to date", () => {
    const first = run("several", "generate");
    expect([first.code, first.stdout]).toEqual([0, ""]);
    expect(first.stderr).toMatch(/^gateways\/pets: \d+ created\ngateways\/orders: \d+ created\n$/);
    const second = run("several", "generate", "--check", "--json");
    expect(JSON.parse(second.stdout)).toEqual({
      targets: {
        pets: { changes: [], diagnostics: [] },
        orders: { changes: [], diagnostics: [] },
      },
    });
    expect([second.code, second.stderr]).toEqual([0, ""]);
  });

  test("a project repeats by itself what its config said", async () => {
    const script = await readFile(
      join(folder, "several/gateways/pets/scripts/generate.mjs"),
      "utf8",
    );
    expect(script).toMatch(/"\.\.\/\.\.\/pets\.yaml",[^]*"--var",\s+"host=animals",/);
  });

  test("--target takes those that it names, and one is reported as ever", () => {
    const { code, stdout } = run("several", "routes", "--target", "orders", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ routes: [{ path: "/orders" }], diagnostics: [] });
  });

  test("a document is read as its target says", () => {
    const { stdout } = run(
      "several/below",
      "routes",
      "../pets.yaml",
      "--config",
      "../gatewright.config.ts",
    );
    expect(stdout).toContain("https://animals.example.com");
  });

  test("a config that has nothing to say of a document is not used, which is said", () => {
    const { code, stdout, stderr } = run("several", "routes", "other.yaml");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^gatewright\.config\.ts has no target for this document, so /);
    expect(stderr).toContain("info no-server: ");
    expect(stdout).not.toContain("animals");
  });

  test("the worst exit code wins, and what can be generated is", () => {
    const check = ["generate", "--config", "worst.json", "--check"];
    const pretty = run("several", ...check);
    expect(pretty.code).toBe(1);
    expect(pretty.stderr).toMatch(/^never\/pets: \d+ would be created$/m);
    expect(pretty.stderr).toMatch(/^never\/broken: nothing was written$/m);
    expect(pretty.stdout).toMatch(/^created {2}never\/pets\/package\.json \(missing\)$/m);
    const sarif = run("several", ...check, "--format", "sarif");
    expect(sarif.code).toBe(1);
    expect(JSON.parse(sarif.stdout)).toMatchObject({ version: "2.1.0", runs: [{}, {}] });
    const github = run("several", ...check, "--format", "github");
    expect(github.stdout).toMatch(/^::error file=broken/m);
  });
});

describe("where it is looked for", () => {
  test.each([
    ["in no folder above", "several/below", ["lint"], "Name a document"],
    ["nowhere with --no-config", "several", ["lint", "--no-config"], "Name a document"],
    [
      "nowhere with --no-config, for targets",
      "several",
      ["lint", "--no-config", "--target", "pets"],
      "no config",
    ],
  ])("%s", (_what, where, args, said) => {
    const { code, stdout, stderr } = run(where, ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  });

  test("not behind a link that leads out of the folder", () => {
    mkdirSync(join(folder, "linked"));
    symlinkSync(
      join(folder, "one/gatewright.config.json"),
      join(folder, "linked/gatewright.config.json"),
    );
    const { code, stderr } = run("linked", "lint");
    expect(code).toBe(2);
    expect(stderr).toContain("error config-elsewhere: ");
  });
});

describe("configs that are code", () => {
  test.each([
    [
      "unknown.ts",
      "export default { documnt: 1 } satisfies object;",
      /^unknown\.ts:1:18 error unknown-config-key: .*"document"\?$/m,
    ],
    [
      "wrong.mjs",
      "const targets = {\n  pets: { document: 1 },\n};\nexport default { targets };",
      /^wrong\.mjs:2:21 error invalid-config-value: "targets\.pets\.document" must be a path/m,
    ],
    [
      "throws.mjs",
      'throw new Error("not today");',
      /^throws\.mjs\S* error config-failed: .*not today$/m,
    ],
    [
      "missing.ts",
      'import x from "./nowhere.ts"; export default x;',
      /^missing\.ts\S* error config-failed: .*nowhere/m,
    ],
    [
      "none.mjs",
      "export const config = {};",
      /^none\.mjs\S* error invalid-config-value: .*default export/m,
    ],
    ["function.mjs", "export default () => ({});", /^function\.mjs\S* error config-failed: /m],
    [
      "getter.mjs",
      'export default { get document() { throw new Error("boo"); } };',
      /^getter\.mjs\S* error config-failed: .*boo$/m,
    ],
    ["config.yaml", "document: pets.yaml", /^config\.yaml\S* error invalid-config-value: /m],
    ["absent.json", undefined, /^absent\.json error file-not-found: /m],
  ])("%s is refused at its place", async (name, text, said) => {
    if (text !== undefined) await writeFiles(join(folder, "code"), { [name]: text });
    mkdirSync(join(folder, "code"), { recursive: true });
    const { code, stdout, stderr } = run("code", "lint", "--config", name);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, ""]);
  });
});

/** The arguments of the one target, in the folder with one. */
async function chosen(
  flags: TargetArguments,
  env: Readonly<Record<string, string>> = {},
  choice: TargetChoice = {},
  where = "one",
): Promise<readonly TargetArguments[]> {
  const surroundings = { cwd: join(folder, where), env };
  const reporter = new Reporter();
  const { targets } = await chooseTargets(choice, flags, surroundings, reporter);
  expect(reporter.diagnostics).toEqual([]);
  return targets.map(({ args }) => args);
}

describe("flags go before the environment, and that before the config", () => {
  /** Of each argument: what the config says, then what the others do. */
  const TABLE = [
    ["out", "file", "GATEWRIGHT_OUT", "env", "env", "flag"],
    ["overlay", ["api/o.yaml"], "GATEWRIGHT_OVERLAY", "a\nb", ["a", "b"], ["c"]],
    ["varsFile", "file.env", "GATEWRIGHT_VARS_FILE", "e.env", "e.env", "f.env"],
    ["allowRef", ["file"], "GATEWRIGHT_ALLOW_REF", "e", ["e"], ["f", "g"]],
    ["allow", ["no-server"], "GATEWRIGHT_ALLOW", "unknown-tag", ["unknown-tag"], []],
    ["api", "rest", "GATEWRIGHT_API", "http", "http", "rest"],
    ["basepath", "split", "GATEWRIGHT_BASEPATH", "ignore", "ignore", "prepend"],
    ["omitUnsupported", true, "GATEWRIGHT_OMIT_UNSUPPORTED", "false", false, true],
    ["generatorSpec", "../file", "GATEWRIGHT_GENERATOR_SPEC", "../e", "../e", "../f"],
    ["maxWarnings", 1, "GATEWRIGHT_MAX_WARNINGS", "2", 2, 0],
  ] as const;

  test.each(TABLE)("%s", async (argument, file, variable, written, env, flag) => {
    const [ofFile] = await chosen({});
    const [ofEnv] = await chosen({}, { [variable]: written });
    const [ofFlag] = await chosen({ [argument]: flag }, { [variable]: written });
    expect([ofFile?.[argument], ofEnv?.[argument], ofFlag?.[argument]]).toEqual([file, env, flag]);
    const [ofEmpty] = await chosen({}, { [variable]: "" });
    expect(ofEmpty).toEqual(ofFile);
  });

  test("values of placeholders go together, of one name the one that goes before", async () => {
    const [args] = await chosen({ var: ["host=flag"] }, { GATEWRIGHT_VAR: "port=2\nhost=env" });
    expect(args?.var).toEqual(["host=file", "port=1", "port=2", "host=env", "host=flag"]);
  });

  test("a document, where a target is named or a config", async () => {
    const other = { document: "other.yaml" };
    expect(await chosen(other, {}, { config: "gatewright.config.json" })).toMatchObject([
      { document: "other.yaml", api: "rest" },
    ]);
    expect(await chosen({}, { GATEWRIGHT_DOCUMENT: "other.yaml" })).toEqual([other]);
    const target = { config: "../several/worst.json", target: ["pets"] };
    const out = "../several/never/pets";
    expect(await chosen(other, {}, target)).toEqual([{ ...other, out }]);
    const env = { GATEWRIGHT_CONFIG: "../several/worst.json", GATEWRIGHT_TARGET: "pets\nbroken" };
    expect(await chosen({}, env)).toMatchObject([
      { document: "../several/pets.yaml", out },
      { document: "../several/broken.yaml" },
    ]);
  });

  test.each<readonly [TargetArguments, Readonly<Record<string, string>>, TargetChoice, string]>([
    [{}, { GATEWRIGHT_API: "soap" }, {}, "GATEWRIGHT_API must be one of rest, http, and is"],
    [{}, { GATEWRIGHT_MAX_WARNINGS: "-1" }, {}, "GATEWRIGHT_MAX_WARNINGS must be a whole number"],
    [{}, { GATEWRIGHT_VAR: "host" }, {}, "GATEWRIGHT_VAR: write name=value"],
    [{}, { GATEWRIGHT_OVERLAYS: "o.yaml" }, {}, "did you mean GATEWRIGHT_OVERLAY?"],
    [{}, {}, { target: ["pets"] }, "it is one target without a name"],
    [{}, {}, { config: "../several/worst.json", target: ["pet"] }, "did you mean pets?"],
    [{ out: "x" }, {}, { config: "../several/worst.json" }, "--out is one folder"],
    [{ document: "x" }, {}, { config: "../several/worst.json" }, "has no target for x"],
    [
      { document: "x" },
      {},
      { config: "../several/worst.json", target: ["pets", "broken"] },
      "has no target for x",
    ],
    [{ document: "x" }, {}, { config: false, target: ["pets"] }, "there is no config"],
  ])("%j %j %j is a mistake of usage", async (flags, env, choice, said) => {
    const choosing = chosen(flags, env, choice);
    await expect(choosing).rejects.toThrow(UsageError);
    await expect(choosing).rejects.toThrow(said);
  });

  test("variables that are hardly meant for this are left alone", async () => {
    expect(await chosen({}, { GATEWRIGHT_VERSION: "1", GATEWRIGHT_DEBUG: "1" })).toHaveLength(1);
  });
});

test("types refuse what is refused", () => {
  const several = defineConfig({ targets: { pets: { document: "pets.yaml", api: "http" } } });
  expect(several).toEqual({ targets: { pets: { document: "pets.yaml", api: "http" } } });
  // @ts-expect-error there is no such key
  defineConfig({ document: "pets.yaml", overlys: [] });
  // @ts-expect-error there is no such product
  defineConfig({ document: "pets.yaml", api: "soap" });
  // @ts-expect-error it is one gateway, or several
  defineConfig({ document: "pets.yaml", targets: {} });
});
