import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { afterAll } from "vitest";
import { generate, type GenerateResult } from "../../src/index.js";

export const ROOT = join(import.meta.dirname, "../..");

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder of a test's own, removed after the tests of its file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gatewright-test-"));
  folders.push(folder);
  return folder;
}

/** Writes files into a folder, by path. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Generates a document into a folder beside it, where packages of this repository are found. */
export async function generateInto(folder: string, document: string): Promise<GenerateResult> {
  await writeFiles(folder, { "openapi.yaml": document });
  const result = await generate({ document: "openapi.yaml", out: "gateway", cwd: folder });
  if (result.changes !== undefined) {
    await symlink(join(ROOT, "node_modules"), join(folder, "gateway/node_modules"), "junction");
  }
  return result;
}

/** The texts of a folder's files by path, sorted; without what was linked or built. */
export async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !/(?:^|\/)(?:node_modules|dist|dist-test)\//.test(path))
    .toSorted();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const),
    ),
  );
}

/** The document of one of the samples. */
export function sampleDocument(sample: "petstore" | "orders"): Promise<string> {
  return readFile(join(ROOT, "samples", sample, "openapi.yaml"), "utf8");
}
