import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { ReadingMemory } from "../../src/load/reading-memory.js";
import { PlanMemory } from "../../src/plan/plan-memory.js";
import { planProject } from "../../src/plan/plan-project.js";
import { readDocument } from "../../src/read-document.js";
import { renderFile } from "../../src/render/render-file.js";
import { ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";

interface Document {
  paths: Record<string, { readonly get?: { summary: string } }>;
}

test("only what may come out differently is made again", async () => {
  const folder = await temporaryFolder();
  const text = await readFile(join(ROOT, "test/project/plain.yaml"), "utf8");
  const document = parse(text) as Document;
  const reading = new ReadingMemory();
  const plan = new PlanMemory<{ readonly path: string; readonly text: string }>();
  const options = {
    packageName: "pets",
    document: "openapi.yaml",
    arguments: [],
    generatorSpec: undefined,
  };
  /** The files that are made of the document, and those of them that were made now. */
  const run = async () => {
    await writeFiles(folder, { "openapi.yaml": stringify(document) });
    const reporter = new Reporter();
    const { model } = await readDocument(
      { document: "openapi.yaml", cwd: folder },
      reporter,
      reading,
    );
    if (model === undefined) throw new Error("there is no model");
    const made: string[] = [];
    const finish = (file: Parameters<typeof renderFile>[0]) => {
      made.push(file.path);
      return { path: file.path, text: renderFile(file) };
    };
    const { files } = planProject(model, options, finish, plan);
    const isOurs = (path: string) => /^src\/generated\/(?!runtime\/)/.test(path);
    return { model, files, made: made.filter(isOurs) };
  };
  const first = await run();
  expect(first.made.length).toBeGreaterThan(10);
  const second = await run();
  expect(second.made).toEqual([]);
  // What was read before is the very same.
  for (const [index, operation] of second.model.operations.entries()) {
    expect(operation).toBe(first.model.operations[index]);
  }
  const operation = Object.values(document.paths).find(({ get }) => get !== undefined)?.get;
  if (operation) operation.summary = "Something else";
  const third = await run();
  const before = new Map(second.files.map(({ path, text: its }) => [path, its]));
  const changed = third.files.filter(({ path, text: its }) => before.get(path) !== its);
  expect(changed.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^src\/generated\/routes\//),
  ]);
  expect(third.made).toContain(changed[0]?.path);
  // Those of the contracts of all hooks have what the summary says.
  expect(third.made.length).toBeLessThan(4);
});
