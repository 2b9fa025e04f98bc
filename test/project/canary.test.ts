import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { build } from "rolldown";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { planProject } from "../../src/plan/plan-project.js";
import { readDocument } from "../../src/read-document.js";
import { renderFile } from "../../src/render/render-file.js";
import {
  filesBelow,
  generateInto,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "./generate-into.js";

/** What must never run, nor stand in generated code but as text. */
const MARKS = [
  `";globalThis.canary=1;//`,
  `';globalThis.canary=1;//`,
  "`;globalThis.canary=1;//${globalThis.canary=1}",
  "*/globalThis.canary=1;/*",
  "\nglobalThis.canary=1;\u2028globalThis.canary=1;\u202e//",
  "{{globalThis.canary=1}}{{{canary}}}",
];

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

/** Where a mark stands as code; `renderFile` made sure that the file parses. */
function marksInCode(path: string, text: string): readonly string[] {
  const { program, comments } = parseSync(path, text);
  const ranges: { readonly start: number; readonly end: number }[] = [...comments];
  new Visitor({
    Literal: (node) => {
      ranges.push(node);
    },
  }).visit(program);
  return (
    Array.from(text.matchAll(/canary/g), ({ index }) => index)
      .filter((index) => !ranges.some(({ start, end }) => start <= index && index < end))
      // An identifier may be made of the letters of a mark.
      .filter((index) => !/\w/.test(text[index - 1] ?? "") || text[index - 1] === ".")
      .map((index) => `${path}: ${text.slice(index - 20, index + 20)}`)
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

test("marks everywhere at once compile, load and run nothing", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  const mark = MARKS.join("");
  const lit = JSON.stringify(mark);
  const key = (text: string) => JSON.stringify(text + mark);
  const { reporter } = await generateInto(
    folder,
    `{
      "openapi": "3.0.1", "info": { "title": ${lit}, "description": ${lit}, "version": ${lit} },
      "x-amazon-apigateway-request-validators": { ${key("v")}: { "validateRequestBody": true, "validateRequestParameters": true } },
      "paths": { "/a": { "post": {
        "operationId": ${lit}, "summary": ${lit}, "tags": [${lit}],
        "security": [{ ${key("s")}: [${lit}] }],
        "x-amazon-apigateway-request-validator": ${key("v")},
        "parameters": [{ "name": ${key("p")}, "in": "query", "required": true, "description": ${lit} }],
        "requestBody": { "content": { "application/json": { "schema": {
          "description": ${lit}, "type": "object", "required": [${lit}],
          "properties": {
            ${key("a")}: { "type": "string", "enum": [${lit}, "b"], "description": ${lit} },
            ${key("b")}: { "type": "array", "items": { "type": "object", "properties": { ${key("c")}: { "type": "boolean" } } } }
          } } } } },
        "x-amazon-apigateway-integration": { "type": "mock",
          "requestTemplates": { ${key("application/json")}: ${lit.replaceAll("$", "")} },
          "responses": { "default": { "statusCode": 200,
            "responseParameters": { "method.response.header.X": ${JSON.stringify(`'${mark}'`)} },
            "responseTemplates": { ${key("text/plain")}: "plain" } } } }
      } } },
      "components": { "securitySchemes": { ${key("s")}: {
        "type": "apiKey", "in": "header", "name": ${lit}, "description": ${lit} } } }
    }`,
  );
  expect(reporter.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const gateway = join(folder, "gateway");
  const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--noEmit"], { cwd: gateway });
  await build({
    cwd: gateway,
    input: "src/generated/gateway.ts",
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file: "dist/loaded.mjs" },
  });
  await writeFiles(gateway, {
    "load.mjs": `
      const { createGateway } = await import("./dist/loaded.mjs");
      createGateway({ logLevel: "silent", upstreams: {}, trusts: () => false }, {});
      process.stdout.write(String(globalThis.canary));`,
  });
  const said = execFileSync(process.execPath, ["load.mjs"], { cwd: gateway });
  expect(String(said)).toBe("undefined");
  for (const [path, text] of await filesBelow(gateway)) {
    if (path.endsWith(".ts")) expect(marksInCode(path, text)).toEqual([]);
  }
});
