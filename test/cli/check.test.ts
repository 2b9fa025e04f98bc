import { spawnSync } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { generate } from "../../src/index.js";
import {
  filesBelow,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

let whole: string;
let folder: string;
let petstore: string;
const run = (...args: readonly string[]) =>
  runCli(folder, "generate", "openapi.yaml", "-o", "gateway", ...args);
const path = (file: string) => join(folder, "gateway", file);

beforeAll(async () => {
  whole = await temporaryFolder();
  petstore = await sampleDocument("petstore");
  await writeFiles(whole, { "openapi.yaml": petstore });
  await generate({ document: "openapi.yaml", out: "gateway", cwd: whole });
});

beforeEach(async () => {
  folder = await temporaryFolder();
  await cp(whole, folder, { recursive: true });
});

const changeDocument = () =>
  writeFiles(folder, { "openapi.yaml": petstore.replaceAll("/health", "/healthz") });

test("an up-to-date project is clean, and says so", () => {
  const { code, stdout, stderr } = run("--check");
  expect([code, stdout]).toEqual([0, ""]);
  expect(stderr).toMatch(/^gateway: up to date; \d+ of yours kept as they are\n$/);
});

test("--check says of each file why it is stale, whatever the reasons", async () => {
  await changeDocument();
  await rm(path("src/generated/settings.ts"));
  await writeFile(path("src/generated/routes/getPet.ts"), "// mine\n");
  await writeFile(path("src/generated/notes.ts"), "// mine\n");
  const before = await filesBelow(folder);
  const { code, stdout, stderr } = run("--check");
  expect(stdout.split("\n")).toEqual([
    "updated  src/generated/gateway.ts (spec changed)",
    "kept     src/generated/notes.ts (extra)",
    "updated  src/generated/routes/getPet.ts (hand edit)",
    "updated  src/generated/routes/health.ts (spec changed)",
    "created  src/generated/settings.ts (missing)",
    "updated  test/smoke.test.ts (spec changed)",
    "",
  ]);
  expect(code).toBe(3);
  expect(stderr).toContain('"src/generated/notes.ts" is nothing that gatewright wrote');
  expect(stderr).toContain("+// mine\n");
  expect(await filesBelow(folder)).toEqual(before);
});

test("what was taken away by hand is missing, whatever it is", async () => {
  const scaffold = ["gateway/Dockerfile", "gateway/.gatewright/base/Dockerfile.base"];
  for (const file of [...scaffold, "gateway/src/hooks/index.ts"]) await rm(join(folder, file));
  expect(run("--check").stdout).toBe(
    "created  Dockerfile (missing)\ncreated  src/hooks/index.ts (missing)\n",
  );
});

test("other options and another version are reasons, too", async () => {
  const { code, stdout } = run("--check", "--allow", "open-operation");
  expect([code, stdout]).toEqual([3, "updated  scripts/generate.mjs (options changed)\n"]);
  const manifest = await readFile(path(".gatewright/manifest.json"), "utf8");
  const { files } = JSON.parse(manifest) as { readonly files: Readonly<Record<string, string>> };
  // As an older version would have written it.
  const route = "src/generated/routes/health.ts";
  await writeFiles(folder, {
    [`gateway/${route}`]: "export {};\n",
    "gateway/.gatewright/manifest.json": manifest
      .replace(/"version": "[^"]*"/, '"version": "0.0.1"')
      .replace(files[route] ?? "?", HASH_OF_NOTHING),
  });
  expect(run("--check").stdout).toBe(`updated  ${route} (tool changed)\n`);
  await changeDocument();
  expect(run("--check").stdout).toContain(`updated  ${route} (spec changed and tool changed)\n`);
  expect(run().stderr).toContain("It was written by gatewright 0.0.1 before");
});

/** Of a module that exports nothing. */
const HASH_OF_NOTHING = "8e609bb71c20b858c77f0e9f90bb1319db8477b13f9f965f1a1e18524bf50881";

test("--reporter github annotates each file, and nothing else is on stdout", async () => {
  await changeDocument();
  const { code, stdout } = run("--check", "--reporter", "github");
  expect(code).toBe(3);
  expect(stdout.split("\n")).toEqual([
    ...["src/generated/gateway.ts", "src/generated/routes/health.ts", "test/smoke.test.ts"].map(
      (file) =>
        `::error file=gateway/${file},title=stale::${file}: updated (spec changed)%0Ahelp: generate, and commit what it writes`,
    ),
    "",
  ]);
});

test("--json has each file with its change, its reasons and, in a dry run, the difference", async () => {
  await changeDocument();
  const { code, stdout } = run("--dry-run", "--json");
  expect(code).toBe(0);
  const { changes } = JSON.parse(stdout) as { readonly changes: readonly object[] };
  expect(changes).toEqual(
    ["src/generated/gateway.ts", "src/generated/routes/health.ts", "test/smoke.test.ts"].map(
      (file) => ({
        path: file,
        change: "updated",
        reasons: ["spec changed"],
        diff: expect.stringMatching(
          new RegExp(
            `^diff --git a/gateway/${file} b/gateway/${file}\n--- a/gateway/${file}\n\\+\\+\\+ b/gateway/${file}\n@@ `,
          ),
        ) as unknown,
      }),
    ),
  );
});

test("--dry-run prints what git can apply, and that is what a run writes", async () => {
  const removed = petstore
    .replace(/ {2}\/health:[\s\S]*?(?= {2}\/photos)/, "")
    .replace("operationId: getPet", "operationId: showPet");
  await writeFiles(folder, { "openapi.yaml": removed });
  const { code, stdout } = run("--dry-run");
  expect(code).toBe(0);
  const project = join(folder, "gateway");
  const applied = await temporaryFolder();
  await cp(folder, applied, { recursive: true });
  const git = spawnSync("git", ["apply", "-"], { cwd: applied, input: stdout, encoding: "utf8" });
  expect([git.status, git.stderr]).toEqual([0, ""]);
  expect(run().code).toBe(0);
  const withoutRecords = async (root: string) =>
    new Map([...(await filesBelow(root))].filter(([file]) => !file.startsWith(".gatewright/")));
  expect(await withoutRecords(join(applied, "gateway"))).toEqual(await withoutRecords(project));
});

test("a hand edit stops a run with what differs, and --discard-edits gives it up", async () => {
  await changeDocument();
  const file = path("src/generated/routes/getPet.ts");
  const generated = await readFile(file, "utf8");
  const edited = generated.replace('method: "GET",', 'method: "POST",');
  await writeFile(file, edited);
  const { code, stdout, stderr } = run();
  expect([code, stdout]).toEqual([4, ""]);
  const line = generated.slice(0, generated.indexOf('method: "GET"')).split("\n").length;
  expect(stderr).toContain(`gateway/src/generated/routes/getPet.ts:${line}:1 error edited-file: `);
  expect(stderr).toContain('\n-  method: "GET",\n+  method: "POST",\n');
  expect(stderr).toMatch(/\nNothing was written\.\n$/);
  expect(run("--dry-run").code).toBe(4);
  expect(run("--discard-edits").code).toBe(0);
  expect(await readFile(file, "utf8")).toBe(generated);
});

test("lines that end otherwise are no change by hand", async () => {
  for (const file of ["src/generated/routes/getPet.ts", "README.md", "src/hooks/index.ts"]) {
    const text = await readFile(path(file), "utf8");
    await writeFile(path(file), text.replaceAll("\n", "\r\n"));
  }
  const before = await filesBelow(folder);
  expect(run().code).toBe(0);
  expect(await filesBelow(folder)).toEqual(before);
});
