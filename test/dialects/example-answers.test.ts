import { describe, expect, test } from "vitest";
import { exampleAnswers } from "../../src/dialects/example-answers.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { readDocument } from "../../src/read-document.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";

async function answersOf(document: string) {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "openapi.yaml": document });
  const reporter = new Reporter();
  const { source, model } = await readDocument({ document: "openapi.yaml", cwd: folder }, reporter);
  const root = source.root(reporter);
  if (root === undefined || model === undefined) throw new Error("the document cannot be read");
  return exampleAnswers(root, model);
}

const withResponses = (responses: string, besides = "") => `
openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: https://pets.invalid }]
paths:
  /pets:
    get:
      responses:${responses}
${besides}`;

async function answerOf(schema: string, besides = "") {
  const answers = await answersOf(
    withResponses(
      `
        "200":
          description: ""
          content: { application/json: { schema: ${schema} } }`,
      besides,
    ),
  );
  return JSON.parse(answers["GET /pets"]?.[0]?.content?.text ?? "null") as unknown;
}

test("the answer of success comes first, with its example and headers", async () => {
  const answers = await answersOf(
    withResponses(
      `
        "404": { description: "" }
        "2XX":
          description: ""
          headers:
            Location: { schema: { type: string, format: uri } }
            X-Count: { example: 5 }
            Content-Type: { example: text/plain }
          content:
            text/plain: { example: hello }
            application/vnd.pets+json:
              examples: { one: { $ref: "#/components/examples/rex" }, two: { value: 2 } }
        default: { description: "", content: { text/plain: { example: hello } } }`,
      `
components:
  examples:
    rex: { value: { name: Rex } }`,
    ),
  );
  expect(answers).toEqual({
    "GET /pets": [
      {
        status: 200,
        headers: [
          ["Location", "https://example.com/"],
          ["X-Count", "5"],
        ],
        content: {
          mediaType: "application/vnd.pets+json",
          text: '{"name":"Rex"}',
          isWritten: true,
        },
      },
      { status: 404, headers: [] },
      {
        status: 200,
        headers: [],
        content: { mediaType: "text/plain", text: "hello", isWritten: true },
      },
    ],
  });
});

test("Swagger 2.0 has examples by media type", async () => {
  const answers = await answersOf(`
swagger: "2.0"
info: { title: Pets, version: "1" }
host: pets.invalid
produces: [application/json]
paths:
  /pets:
    get:
      responses:
        "201":
          description: ""
          schema: { type: object }
          headers: { X-Rate: { type: integer, minimum: 3 } }
          examples: { application/json: { name: Rex } }
`);
  expect(answers["GET /pets"]).toEqual([
    {
      status: 201,
      headers: [["X-Rate", "3"]],
      content: { mediaType: "application/json", text: '{"name":"Rex"}', isWritten: true },
    },
  ]);
});

describe("without an example a value is made from the schema", () => {
  test.each([
    ["{ type: string, minLength: 6, maxLength: 7 }", "texttext".slice(0, 6)],
    ["{ type: string, format: date-time }", "2026-01-31T12:00:00Z"],
    ['{ type: ["null", integer], exclusiveMinimum: 4, multipleOf: 5 }', 5],
    ["{ type: integer, minimum: 5, exclusiveMaximum: 7 }", 5],
    ["{ type: number, maximum: -3 }", -3],
    ["{ type: array, minItems: 2, items: { enum: [b, a] } }", ["b", "b"]],
    ["{ const: { a: 1 } }", { a: 1 }],
    ["{ default: 3, type: integer }", 3],
    ["{ type: string, examples: [first, second] }", "first"],
    [
      "{ type: object, properties: { a: { type: boolean }, p: { type: string, writeOnly: true } } }",
      { a: true },
    ],
    [
      "{ allOf: [{ type: object, properties: { a: { const: 1 } } }], properties: { b: { const: 2 } } }",
      { b: 2, a: 1 },
    ],
    ["{ oneOf: [{ type: string }, { type: integer }] }", "text"],
    ["true", {}],
  ])("%s", async (schema, value) => {
    expect(await answerOf(schema)).toEqual(value);
  });

  test("a schema that leads to itself has an end", async () => {
    const value = await answerOf(
      '{ $ref: "#/components/schemas/Tree" }',
      `
components:
  schemas:
    Tree:
      type: object
      properties:
        name: { type: string }
        children: { type: array, items: { $ref: "#/components/schemas/Tree" } }
`,
    );
    expect(value).toEqual({ name: "text", children: [] });
  });
});
