import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { generate, type GenerateOptions, type GenerateResult } from "../../src/generate.js";
import { GenerationMemory } from "../../src/generation-memory.js";
import { toJson } from "../../src/diagnostics/to-json.js";
import { randomNumbers } from "../bench/shuffled.js";
import { filesBelow, ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";
import { editDocument } from "./edit-document.js";

const STEPS = Number(process.env["EDITS"] ?? 10);

const PROJECTS = [
  "plain",
  "everything",
  "forms",
  "gateway-plain",
  "gateway-amazon",
  "handlers",
  "clashes",
  "templates",
  "tokens",
  "parameters",
];

/** What a run says, and the files that it is responsible for. */
async function outcome(result: GenerateResult, folder: string) {
  const files = [...(await filesBelow(folder))].filter(([path]) =>
    /^(?:src\/generated|\.gatewright)\//.test(path),
  );
  return { diagnostics: toJson(result.reporter.diagnostics, result.source), files };
}

test.each(PROJECTS)(
  "%s: however it is edited, what comes of it is what a new process makes of it",
  async (name) => {
    const folder = await temporaryFolder();
    const random = randomNumbers(Number(process.env["SEED"] ?? 1));
    const draw = (below: number) => Math.floor(random() * below);
    const memory = new GenerationMemory();
    let good: unknown = parse(await readFile(join(ROOT, `test/project/${name}.yaml`), "utf8"), {
      logLevel: "silent",
    });
    let now = good;
    let written = 0;
    for (let step = 0; step < STEPS; step++) {
      // A file in each syntax, since they are parsed in different ways.
      const document = name.length % 2 === 0 ? "openapi.json" : "openapi.yaml";
      const text = document.endsWith("json") ? JSON.stringify(now, null, 2) : stringify(now);
      await writeFiles(folder, { [document]: text });
      const options = (out: string): GenerateOptions => ({ document, out, cwd: folder });
      const warm = await generate(options("warm"), memory);
      const cold = await generate(options("cold"));
      const [got, wanted] = [
        await outcome(warm, join(folder, "warm")),
        await outcome(cold, join(folder, "cold")),
      ];
      expect(got, `step ${step}`).toEqual(wanted);
      if (cold.changes !== undefined) {
        good = now;
        written += 1;
      }
      now = editDocument(good, draw);
      if (draw(3) === 0) now = editDocument(now, draw);
    }
    expect(written).toBeGreaterThan(STEPS / 4);
  },
);
