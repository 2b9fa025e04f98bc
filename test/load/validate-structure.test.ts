import { expect, test } from "vitest";
import type { Cursor } from "../../src/load/cursor.js";
import { validateStructure } from "../../src/load/validate-structure.js";
import { loadFiles } from "./load-files.js";

async function breaches(files: Record<string, string>) {
  const { root, reporter, source } = await loadFiles(files);
  await validateStructure(root as Cursor);
  return reporter.diagnostics.map(({ severity, code, message, at }) => {
    const place = at && source.locate(at);
    return `${place?.line}:${place?.column} ${severity} ${code}: ${message}`;
  });
}

test("a valid document has no breaches", async () => {
  const pet = "{type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}";
  const document = `
openapi: 3.0.3
info: {title: a, version: '1'}
paths: {/a: {get: {responses: {'200': {$ref: other.yaml#/Ok}}}}}
components: {schemas: {Pet: ${pet}}}
`;
  expect(await breaches({ "api.yaml": document })).toEqual([]);
});

test("breaches are warnings at their places", async () => {
  const document = `openapi: 3.0.3
info: {title: a, version: '1'}
pathz: {}
paths:
  /a:
    get:
      summary: [1]
      responses: {'200': {headers: {x: {type: string}}}}
`;
  const found = await breaches({ "api.yaml": document });
  expect(found.map((line) => line.replace("warning not-valid-openapi: ", "")).toSorted()).toEqual([
    '3:1 OpenAPI does not allow this: the key "pathz" is not known here',
    "7:16 OpenAPI does not allow this: this must be string",
    '8:19 OpenAPI does not allow this: "description" is missing',
    '8:37 OpenAPI does not allow this: "schema" is missing',
    '8:41 OpenAPI does not allow this: the key "type" is not known here',
  ]);
});

test("what must not be is told in words", async () => {
  const parameter = "{name: a, in: query, schema: {}, example: 1, examples: {b: {value: 1}}}";
  const documents = [
    `swagger: '2.0'
info: {title: a, version: '1'}
paths: {/a: {get: {responses: {}}}}`,
    `openapi: 3.0.3
info: {title: a, version: '1'}
paths: {/a: {parameters: [${parameter}]}}`,
  ];
  expect(await Promise.all(documents.map((text) => breaches({ "api.yaml": text })))).toEqual([
    ["3:31 warning not-valid-openapi: OpenAPI does not allow this: there must be a response"],
    [
      "3:27 warning not-valid-openapi: OpenAPI does not allow this: not all of its keys go together",
    ],
  ]);
});

test.each([
  ["a version that the schemas don't know", "openapi: 3.0.99\ninfo: {}\npaths: {}"],
  ["no version", "info: {}"],
  ["no object", "just text"],
  ["a number for a version", "swagger: 2.0\ninfo: {}\npaths: {}"],
])("%s", async (_, document) => {
  const [first, ...others] = await breaches({ "api.yaml": document });
  expect(first).toMatch(/^1:1 warning not-valid-openapi/);
  expect(others).toEqual([]);
});

test("references that double at every level take no exponential time", async () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => {
      const next = { $ref: `#/components/schemas/s${(i + 1) % 60}` };
      return [`s${i}`, { type: "object", properties: { a: next, b: next } }];
    }),
  );
  const document = { openapi: "3.0.3", info: { title: "a", version: "1" }, paths: {} };
  const text = JSON.stringify({ ...document, components: { schemas } });
  expect(await breaches({ "api.json": text })).toEqual([]);
});
