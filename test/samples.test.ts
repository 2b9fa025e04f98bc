import { copyFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { generate } from "../src/index.js";

const SAMPLES = join(import.meta.dirname, "../samples");

/** What people and tools put beside what was generated: tests of their own, what is built. */
const BESIDE = /^(?:node_modules|dist|dist-test)(?:\/|$)|^test\/(?!smoke\.)/;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function generated(sample: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gatewright-sample-"));
  folders.push(folder);
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

describe.each(["petstore", "orders"])("samples/%s", (sample) => {
  test("is what the generator writes today, the user's files included", async () => {
    const [fresh, committed] = [await generated(sample), join(SAMPLES, sample)];
    const files = await filesOf(committed);
    expect(await filesOf(fresh)).toEqual(files);
    for (const path of files) {
      const text = await readFile(join(fresh, path), "utf8");
      expect(text, path).toBe(await readFile(join(committed, path), "utf8"));
    }
  });
});
