import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { generate } from "../../src/index.js";
import packageJson from "../../package.json" with { type: "json" };
import {
  filesBelow,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "../project/generate-into.js";
import { runCli } from "./run-cli.js";

const ROUTE = "src/generated/routes/health.ts";
const MANIFEST = ".gatewright/manifest.json";
let folder: string;
let petstore: string;
let project: string;

/** A project as an older version wrote it: with another route, and another base of the Dockerfile. */
beforeEach(async () => {
  folder = await temporaryFolder();
  project = join(folder, "gateway");
  petstore = await sampleDocument("petstore");
  await writeFiles(folder, { "openapi.yaml": petstore });
  await generate({ document: "openapi.yaml", out: "gateway", cwd: folder, api: "rest" });
  const old = "export {};\n";
  const manifest = JSON.parse(await readFile(join(project, MANIFEST), "utf8")) as {
    version: string;
    readonly files: Record<string, string>;
  };
  manifest.version = "0.0.1";
  manifest.files[ROUTE] = createHash("sha256").update(old).digest("hex");
  await writeFiles(project, {
    [ROUTE]: old,
    [MANIFEST]: `${JSON.stringify(manifest, null, 2)}\n`,
    Dockerfile: "FROM node:18\n",
    ".gatewright/base/Dockerfile.base": "FROM node:18\n",
  });
});

test("brings in what a new version does otherwise, by the options of before", async () => {
  const dry = runCli(project, "upgrade", "--dry-run");
  expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining("-FROM node:18\n")]);
  const { code, stderr } = runCli(project, "upgrade");
  expect(code).toBe(0);
  expect(stderr.replace(/\d+(?= of yours)/, "n")).toBe(
    `.: 2 updated; n of yours kept as they are\ngatewright 0.0.1 → ${packageJson.version}\n`,
  );
  const files = await filesBelow(project);
  expect(files.get("Dockerfile")).toMatch(/^FROM node:24/);
  expect(files.get(MANIFEST)).toContain(`"version": "${packageJson.version}"`);
  expect(files.get(MANIFEST)).toContain('"--api",\n    "rest"');
  // No version goes to another one.
  expect(runCli(folder, "upgrade", "gateway").stderr).toMatch(
    /^gateway: up to date.*\nIt is of gatewright \S+ already\.\n$/,
  );
});

test("merges package.json by its keys", async () => {
  const read = (path: string) => readFile(join(project, path), "utf8");
  const base = (await read("package.json")).replace('"start": ', '"begin": ');
  const mine = base.replace('"scripts": {', '"scripts": {\n    "mine": "true",');
  await writeFiles(project, {
    "package.json": mine,
    ".gatewright/base/package.json.base": base,
  });
  const { code, stderr } = runCli(project, "upgrade");
  expect([code, stderr]).toEqual([0, expect.stringContaining("1 merged")]);
  const { scripts } = JSON.parse(await read("package.json")) as { readonly scripts: object };
  expect(scripts).toMatchObject({ mine: "true", start: expect.any(String) });
  expect(scripts).not.toHaveProperty("begin");
});

test("refuses what the document changes: that is another change", async () => {
  await writeFiles(folder, { "openapi.yaml": petstore.replaceAll("/health", "/healthz") });
  const before = await filesBelow(folder);
  const { code, stderr } = runCli(project, "upgrade");
  expect(code).toBe(1);
  expect(stderr).toContain('error changed-input: "../openapi.yaml" changed since the project was');
  expect(await filesBelow(folder)).toEqual(before);
});

test("takes no options that nothing is read with", async () => {
  const manifest = await readFile(join(project, MANIFEST), "utf8");
  for (const options of ['"--api", "soap"', '"--help"', '"--var", "nothing"']) {
    const bad = manifest.replace(/"options": \[[^\]]*\]/, `"options": [${options}]`);
    await writeFiles(project, { [MANIFEST]: bad });
    const { code, stdout, stderr } = runCli(folder, "upgrade", "gateway");
    const isSaid = stderr.includes("does not say what it was generated from; run generate");
    expect([options, code, stdout, isSaid]).toEqual([options, 2, "", true]);
  }
});

test("needs a project that says what it was made from", () => {
  expect(runCli(folder, "upgrade")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is no project of gatewright's: name the folder of one"),
  });
});
