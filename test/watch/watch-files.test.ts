import { mkdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { watchFiles, type Watching } from "../../src/watch/watch-files.js";
import { temporaryFolder } from "../project/generate-into.js";

let watching: Watching | undefined;
afterEach(() => watching?.close());

/** Watches files of a new folder, and answers the next change that is told of. */
async function watchNew(...names: readonly string[]) {
  const folder = await temporaryFolder();
  const pathOf = (name: string) => join(folder, name);
  await writeFile(pathOf("a.yaml"), "1");
  await writeFile(pathOf("b.yaml"), "1");
  const told: string[][] = [];
  const tell = (changed: readonly string[]) => void told.push([...changed].toSorted());
  watching = watchFiles(names.map(pathOf), Infinity, tell);
  await watching.ready;
  const next = async () => {
    const count = told.length;
    await expect.poll(() => told.length, { timeout: 5000 }).toBeGreaterThan(count);
    return told.at(-1);
  };
  return { pathOf, next, told };
}

describe("a change is told of", () => {
  test("when a file is written", async () => {
    const { pathOf, next } = await watchNew("a.yaml", "b.yaml");
    const change = next();
    await writeFile(pathOf("a.yaml"), "2");
    expect(await change).toEqual([pathOf("a.yaml")]);
  });

  test("once for files that are written together", async () => {
    const { pathOf, next, told } = await watchNew("a.yaml", "b.yaml");
    const change = next();
    await Promise.all([writeFile(pathOf("a.yaml"), "2"), writeFile(pathOf("b.yaml"), "2")]);
    expect(await change).toEqual([pathOf("a.yaml"), pathOf("b.yaml")]);
    expect(told).toHaveLength(1);
  });

  test("when another file takes its place, again and again", async () => {
    const { pathOf, next } = await watchNew("a.yaml", "b.yaml");
    for (const text of ["2", "3"]) {
      const change = next();
      await writeFile(pathOf("new"), text);
      await rename(pathOf("new"), pathOf("a.yaml"));
      expect(await change).toEqual([pathOf("a.yaml")]);
      await wait(200);
    }
  });

  test("when a file goes, and when it is back", async () => {
    const { pathOf, next } = await watchNew("a.yaml", "b.yaml");
    const removal = next();
    await rm(pathOf("a.yaml"));
    expect(await removal).toEqual([pathOf("a.yaml")]);
    await wait(200);
    const return_ = next();
    await writeFile(pathOf("a.yaml"), "2");
    expect(await return_).toEqual([pathOf("a.yaml")]);
  });

  test.each(["missing.yaml", "folder/missing.yaml"])("when %s comes to be", async (name) => {
    const { pathOf, next } = await watchNew("a.yaml", name);
    // It looks for folders that are missing after it is ready.
    await wait(200);
    const change = next();
    await mkdir(pathOf("folder"), { recursive: true });
    await writeFile(pathOf(name), "1");
    expect(await change).toEqual([pathOf(name)]);
  });
});

test("what was written before it is watched is told of by its time", async () => {
  const folder = await temporaryFolder();
  const files = ["old.yaml", "new.yaml"].map((name) => join(folder, name));
  for (const file of files) await writeFile(file, "1");
  await utimes(files[0] ?? "", 1000, 1000);
  const told: (readonly string[])[] = [];
  watching = watchFiles(files, 2_000_000, (changed) => told.push(changed));
  await expect.poll(() => told).toEqual([[files[1]]]);
});

test("other files are not told of", async () => {
  const { pathOf, told } = await watchNew("a.yaml");
  await writeFile(pathOf("b.yaml"), "2");
  await writeFile(pathOf("c.yaml"), "2");
  await wait(300);
  expect(told).toEqual([]);
  await writeFile(pathOf("a.yaml"), "2");
  await expect.poll(() => told).toEqual([[pathOf("a.yaml")]]);
});
