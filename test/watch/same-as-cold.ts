import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { parse, stringify } from "yaml";
import { toJson } from "../../src/diagnostics/to-json.js";
import { generate, type GenerateOptions, type GenerateResult } from "../../src/generate.js";
import { GenerationMemory } from "../../src/generation-memory.js";
import { randomNumbers } from "../bench/shuffled.js";
import { filesBelow, ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";
import { editDocument } from "./edit-document.js";

/** How a document is written: whole, or with its schemas in a file of their own. */
export type Writing = "json" | "yaml" | "two files";

/**
 * Edits one of `test/project`'s documents at random, and holds what comes of it after each edit in a
 * process that goes on to what a new one makes of it: diagnostics, generated files and manifest.
 */
export async function expectSameAsCold(
  name: string,
  writing: Writing,
  { steps, seed }: { readonly steps: number; readonly seed: number },
): Promise<void> {
  const folder = await temporaryFolder();
  const random = randomNumbers(seed);
  const draw = (below: number) => Math.floor(random() * below);
  const memory = new GenerationMemory();
  const text = await readFile(join(ROOT, `test/project/${name}.yaml`), "utf8");
  let good: unknown = parse(text, { logLevel: "silent" });
  let now = good;
  let written = 0;
  for (let step = 0; step < steps; step++) {
    const [document, files] = filesOf(now, writing);
    await writeFiles(folder, files);
    const options = (out: string): GenerateOptions => ({ document, out, cwd: folder });
    const warm = await generate(options("warm"), memory);
    const cold = await generate(options("cold"));
    const got = await outcome(warm, join(folder, "warm"));
    expect(got, `step ${step}`).toEqual(await outcome(cold, join(folder, "cold")));
    if (cold.changes !== undefined) {
      good = now;
      written += 1;
    }
    now = editDocument(good, draw);
    if (draw(3) === 0) now = editDocument(now, draw);
  }
  expect(written).toBeGreaterThan(steps / 4);
}

/** The document's name, and its files. */
function filesOf(
  document: unknown,
  writing: Writing,
): readonly [string, Readonly<Record<string, string>>] {
  if (writing === "yaml") return ["openapi.yaml", { "openapi.yaml": stringify(document) }];
  const whole = JSON.stringify(document, null, 2);
  const { components } = document as { components?: { schemas?: unknown } };
  if (writing === "json" || components?.schemas === undefined) {
    return ["openapi.json", { "openapi.json": whole }];
  }
  const schemas = JSON.stringify(components.schemas, null, 2);
  const rest = { ...(document as object), components: { ...components, schemas: undefined } };
  return [
    "openapi.json",
    {
      "openapi.json": JSON.stringify(rest, null, 2).replaceAll(SCHEMAS, '"schemas.json#/'),
      "schemas.json": schemas.replaceAll(SCHEMAS, '"#/'),
    },
  ];
}

const SCHEMAS = '"#/components/schemas/';

/** What a run says, and the files that it leaves. */
async function outcome(result: GenerateResult, folder: string) {
  const files = [...(await filesBelow(folder))];
  // Told, and sorted, by the names of the two folders.
  const diagnostics = toJson(result.reporter.diagnostics, result.source)
    .map((each) => JSON.stringify(each).replaceAll(/"(?:warm|cold)\//g, '"gateway/'))
    .toSorted();
  return { diagnostics, files };
}
