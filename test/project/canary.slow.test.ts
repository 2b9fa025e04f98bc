import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { planProject } from "../../src/plan/plan-project.js";
import { readDocument } from "../../src/read-document.js";
import { renderFile } from "../../src/render/render-file.js";
import { MARKS, marksInCode } from "./canary-marks.js";
import { sampleDocument, temporaryFolder, writeFiles } from "./generate-into.js";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const DOCUMENTS: Readonly<Record<string, Json>> = {
  "Amazon's dialect": parse(
    readFileSync(join(import.meta.dirname, "everything.yaml"), "utf8"),
  ) as Json,
  "x-gateway": parse(readFileSync(join(import.meta.dirname, "gateway-plain.yaml"), "utf8")) as Json,
  "plain OpenAPI": parse(await sampleDocument("orders")) as Json,
};

/** Every way to put a mark at one place: after a text, after a key. */
function* marked(value: Json, mark: string): Generator<Json> {
  if (typeof value === "string") yield value + mark;
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const changed of marked(item, mark)) yield value.with(index, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value) as [string, Json][];
    for (const [index, [key, member]] of entries.entries()) {
      yield ownObject(entries.with(index, [key + mark, member]));
      for (const changed of marked(member, mark)) {
        yield ownObject(entries.with(index, [key, changed]));
      }
    }
  }
}

/** `__proto__` stays a member. */
function ownObject(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries) as Json;
}

/** The generated files of a document, or nothing where it was refused. */
async function rendered(folder: string, document: Json): Promise<ReadonlyMap<string, string>> {
  await writeFiles(folder, { "openapi.json": JSON.stringify(document) });
  const reporter = new Reporter();
  const { model } = await readDocument({ document: "openapi.json", cwd: folder }, reporter);
  if (model === undefined || reporter.hasErrors) return new Map();
  const options = { packageName: "canary", document: "openapi.json", generatorSpec: undefined };
  const { files } = planProject(model, options, (file) => file);
  return new Map(
    files
      .filter(({ content }) => content.kind === "template")
      .map((file) => [file.path, renderFile(file)]),
  );
}

describe.each(Object.entries(DOCUMENTS))("%s", (_name, document) => {
  test("a mark at any one place is refused, or stays text", { timeout: 120_000 }, async () => {
    const folder = await temporaryFolder();
    let generated = 0;
    let refused = 0;
    let turn = 0;
    for (const changed of marked(document, "@")) {
      const mark = MARKS[turn % MARKS.length] ?? "";
      turn += 1;
      const text = JSON.stringify(changed).replace("@", () => JSON.stringify(mark).slice(1, -1));
      const files = await rendered(folder, JSON.parse(text) as Json);
      if (files.size === 0) refused += 1;
      else generated += 1;
      for (const [path, source] of files) {
        if (path.endsWith(".ts")) expect(marksInCode(path, source)).toEqual([]);
        // Raw, these would change how a reviewer or a parser reads the line.
        expect(source).not.toMatch(/[\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      }
    }
    expect(generated).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(20);
  });
});
