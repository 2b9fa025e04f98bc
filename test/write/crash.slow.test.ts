import { spawnSync } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { CLI, runCli } from "../cli/run-cli.js";
import {
  filesBelow,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "../project/generate-into.js";

/*
 * A run is ended at each step that changes a file. What it leaves is an old project or a new one, or
 * one that the next run makes the new one; nobody is told of changes by hand that nobody made.
 */
const GENERATE = ["generate", "openapi.yaml", "-o", "gateway"];

let before: string;
let old: ReadonlyMap<string, string>;
let renewed: ReadonlyMap<string, string>;
let steps: number;

async function copyOfBefore(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(before, folder, { recursive: true });
  return folder;
}

function runUntil(folder: string, step: number): void {
  const script = join(import.meta.dirname, "end-at-write.mjs");
  spawnSync(process.execPath, ["--import", script, CLI, ...GENERATE], {
    cwd: folder,
    env: { ...process.env, END_AT: String(step), COUNT_IN: join(before, "../steps") },
  });
}

/** A project's files, without what a run is in the middle of. */
async function projectIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(join(folder, "gateway"));
  return new Map(
    [...files].filter(([path]) => !/\.gatewright-new$|^\.gatewright\/(lock|journal)/.test(path)),
  );
}

beforeAll(async () => {
  before = join(await temporaryFolder(), "before");
  const document = await sampleDocument("petstore");
  await writeFiles(before, { "openapi.yaml": document });
  expect(runCli(before, ...GENERATE).code).toBe(0);
  old = await projectIn(before);
  // A route changes, another goes, a third is new, and with them the smoke test and its base.
  const changed = document
    .replace("querystring.limit", "querystring.most")
    .replace(/ {2}\/health:[\s\S]*?(?= {2}\/photos)/, "")
    .replace("/photos/", "/pictures/");
  await writeFiles(before, { "openapi.yaml": changed });
  const whole = await copyOfBefore();
  runUntil(whole, 0);
  renewed = await projectIn(whole);
  steps = Number(await readFile(join(before, "../steps"), "utf8"));
});

test("a run ends in more than a few steps", () => {
  expect(steps).toBeGreaterThan(15);
  expect(renewed).not.toEqual(old);
  expect([...old.keys()].filter((path) => !renewed.has(path))).not.toEqual([]);
});

test("whenever it ends, each file is an old one or a new one, and the next run finishes", async () => {
  const left = new Set<string>();
  for (let step = 1; step <= steps; step += 1) {
    const folder = await copyOfBefore();
    runUntil(folder, step);
    const found = await projectIn(folder);
    for (const [path, text] of found) {
      expect([old.get(path), renewed.get(path)], `${path} after ${step} steps`).toContain(text);
    }
    const same = (files: ReadonlyMap<string, string>) =>
      JSON.stringify([...found]) === JSON.stringify([...files]);
    left.add(same(old) ? "old" : same(renewed) ? "new" : "between");
    // Costs a start of its own.
    if (step % 4 === 0) expect(runCli(folder, ...GENERATE, "--check").code).not.toBe(4);
    const { code, stderr } = runCli(folder, ...GENERATE);
    expect([code, stderr], `after ${step} steps`).toEqual([
      0,
      expect.not.stringContaining("error"),
    ]);
    const finished = new Map(await filesBelow(join(folder, "gateway")));
    // The lock of a process that has ended is nobody's.
    finished.delete(".gatewright/lock");
    expect(finished, `after ${step} steps`).toEqual(renewed);
  }
  expect(left).toEqual(new Set(["old", "between", "new"]));
}, 300_000);
