import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { generate } from "../src/index.js";
import { ROOT } from "./harness/root.js";

const SAMPLES = join(import.meta.dirname, "../samples");

/** What people and tools put beside what was generated: tests of their own, what is built. */
const BESIDE = /^(?:node_modules|dist|dist-test)(?:\/|$)|^test\/(?!smoke\.|stub-)/;

/** The samples have code of their own in place of functions as they are first written. */
const FUNCTION = /^src\/hooks\/functions\//;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gatewright-sample-"));
  folders.push(folder);
  return folder;
}

async function generated(sample: string): Promise<string> {
  const folder = await newFolder();
  await copyFile(join(SAMPLES, sample, "openapi.yaml"), join(folder, "openapi.yaml"));
  const result = await generate({
    document: "openapi.yaml",
    out: ".",
    cwd: folder,
    generatorSpec: "../..",
  });
  expect(result.reporter.diagnostics).toEqual([]);
  return folder;
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !BESIDE.test(path))
    .toSorted();
}

/** What `npm test` runs in a project. */
async function ownTests(folder: string): Promise<string> {
  const run = async (...args: readonly string[]) => {
    // Node refuses to run tests within tests that it knows of.
    const options = { cwd: folder, env: { PATH: process.env["PATH"] } };
    return (await promisify(execFile)(process.execPath, args, options)).stdout;
  };
  await run("node_modules/typescript/bin/tsc", "--noEmit");
  await run("node_modules/rolldown/bin/cli.mjs", "--config", "rolldown.config.mjs");
  const tests = await readdir(join(folder, "dist-test"));
  const files = tests.filter((name) => name.endsWith(".test.js"));
  return run("--test", "--test-reporter=tap", ...files.map((name) => `dist-test/${name}`));
}

describe.each(["petstore", "orders", "serverless"])("samples/%s", (sample) => {
  test("is what the generator writes today, the user's files included", async () => {
    const [fresh, committed] = [await generated(sample), join(SAMPLES, sample)];
    const files = await filesOf(committed);
    expect(await filesOf(fresh)).toEqual(files);
    for (const path of files.filter((each) => !FUNCTION.test(each))) {
      const text = await readFile(join(fresh, path), "utf8");
      expect(text, path).toBe(await readFile(join(committed, path), "utf8"));
    }
  });

  test("passes its own tests", { timeout: 90_000 }, async () => {
    const folder = await newFolder();
    const isBuilt = (path: string) => /[/\\](?:node_modules|dist|dist-test)$/.test(path);
    const source = join(SAMPLES, sample);
    await cp(source, folder, { recursive: true, filter: (path) => !isBuilt(path) });
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    expect(await ownTests(folder)).toMatch(/^# fail 0$/m);
  });
});
