import { join } from "node:path";
import { expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { planProject } from "../../src/plan/plan-project.js";
import { readDocument } from "../../src/read-document.js";
import { renderFile } from "../../src/render/render-file.js";
import { temporaryFolder, writeFiles } from "./generate-into.js";

/*
 * Documents that are large in one way each. The times that the harness gives a test are no measure of
 * speed; work that grows with the square of these sizes takes minutes, and recursion overflows.
 */

type Members = Readonly<Record<string, unknown>>;

/** `size` members, each made of its index. */
function each(size: number, make: (index: number) => readonly [string, unknown]): Members {
  return Object.fromEntries(Array.from({ length: size }, (_, index) => make(index)));
}

/** Something inside of itself, `depth` times. */
function nested(depth: number, inside: unknown, around: (inner: unknown) => unknown): unknown {
  return Array.from({ length: depth }).reduce((inner) => around(inner), inside);
}

const takes = (schema: unknown, more: Members = {}): Members => ({
  ...more,
  requestBody: { content: { "application/json": { schema } } },
  responses: { 200: { description: "Fine" } },
});

const answers = { responses: { 200: { description: "Fine" } } };

function plain(paths: unknown, components: Members = {}): Members {
  const servers = [{ url: "https://pets.example.com" }];
  return { openapi: "3.0.3", info: { title: "Large", version: "1" }, servers, paths, components };
}

function amazon(paths: Members, components: Members = {}): Members {
  return { ...plain(paths, components), "x-amazon-apigateway-importexport-version": "1.0" };
}

const refer = (kind: string, index: number) => ({ $ref: `#/components/${kind}/a${index}` });

/** References of which each names the next one, and the last one the first. */
const circle = (kind: string, size: number): Members =>
  each(size, (i) => [`a${i}`, refer(kind, (i + 1) % size)]);

const chain = (kind: string, size: number, end: unknown): Members =>
  each(size, (i) => [`a${i}`, i + 1 < size ? refer(kind, i + 1) : end]);

const INTEGRATIONS = "x-amazon-apigateway-integrations";
const called = (kind: string, size: number) =>
  each(size, (i) => [
    `/a${i}`,
    { get: { "x-amazon-apigateway-integration": refer(kind, i), ...answers } },
  ]);

const words = "word ".repeat(200_000);
const word = "w".repeat(1_000_000);

/** What is made of it: a project, or the codes of its errors. */
const DOCUMENTS: readonly (readonly [string, Members, "generated" | readonly string[]])[] = [
  [
    "objects nested too deep",
    plain({ "/a": { post: takes(nested(1000, {}, (a) => ({ properties: { a } }))) } }),
    ["document-too-deep"],
  ],
  [
    "objects nested as deep as may be",
    plain({
      "/a": { post: takes(nested(90, {}, (a) => ({ type: "object", properties: { a } }))) },
    }),
    "generated",
  ],
  [
    "lists nested as deep as may be",
    plain({
      "/a": { post: takes(nested(185, {}, (items) => ({ type: "array", items }))) },
    }),
    "generated",
  ],
  [
    "schemas that are references",
    plain({ "/a": { post: takes(refer("schemas", 0)) } }, { schemas: chain("schemas", 4000, {}) }),
    ["reference-chain-too-long"],
  ],
  [
    "parameters that are references in a circle",
    plain(
      { "/a": { get: { parameters: [refer("parameters", 0)], ...answers } } },
      { parameters: circle("parameters", 4000) },
    ),
    ["reference-chain-too-long"],
  ],
  [
    "path items that are references in a circle",
    plain(each(4000, (i) => [`/a${i}`, { $ref: `#/paths/~1a${(i + 1) % 4000}` }])),
    ["reference-chain-too-long"],
  ],
  [
    "integrations that are references in a circle",
    amazon(called(INTEGRATIONS, 1000), { [INTEGRATIONS]: circle(INTEGRATIONS, 1000) }),
    ["reference-chain-too-long"],
  ],
  [
    "schemas that are all of the next one",
    plain(
      { "/a": { get: answers } },
      { schemas: each(4000, (i) => [`a${i}`, { allOf: [refer("schemas", i + 1)] }]) },
    ),
    ["unresolved-reference"],
  ],
  [
    "schemas that are made of the next one",
    plain(
      { "/a": { post: takes(refer("schemas", 0)) } },
      {
        schemas: each(4000, (i) => [
          `a${i}`,
          i < 3999 ? { oneOf: [refer("schemas", i + 1), { type: "null" }] } : {},
        ]),
      },
    ),
    ["schema-chain-too-long"],
  ],
  [
    "schemas that hold the next one",
    plain(
      { "/a": { post: takes(refer("schemas", 0)) } },
      {
        schemas: each(4000, (i) => [
          `a${i}`,
          i < 3999 ? { type: "object", properties: { next: refer("schemas", i + 1) } } : {},
        ]),
      },
    ),
    "generated",
  ],
  [
    "references to one schema",
    plain(
      {
        "/a": { post: takes({ properties: each(20_000, (i) => [`a${i}`, refer("schemas", 0)]) }) },
      },
      { schemas: each(4000, (i) => [`a${i}`, { type: "string" }]) },
    ),
    "generated",
  ],
  [
    "bodies of one schema that leads to many",
    plain(
      each(500, (i) => [`/a${i}`, { post: takes(refer("schemas", 0)) }]),
      {
        schemas: {
          ...each(500, (i) => [`a${i}`, { type: "string" }]),
          a0: { properties: each(500, (i) => [`p${i}`, refer("schemas", i)]) },
        },
      },
    ),
    "generated",
  ],
  [
    "text of many words",
    plain({ "/a": { post: takes({ title: words, description: words }, { summary: words }) } }),
    "generated",
  ],
  [
    "text of one word",
    plain({ "/a": { post: takes({ title: word, description: word }, { summary: word }) } }),
    "generated",
  ],
  [
    "text of many lines",
    plain({ "/a": { post: takes({ description: "a\n".repeat(500_000) }) } }),
    "generated",
  ],
  [
    "operations of one name",
    plain(each(1000, (i) => [`/a${i}`, { get: { operationId: "same", ...answers } }])),
    "generated",
  ],
  [
    "operations whose names are one name in code",
    plain(each(1000, (i) => [`/a${i}`, { get: { operationId: `a${"-".repeat(i)}`, ...answers } }])),
    "generated",
  ],
  [
    "values of an enum",
    plain({
      "/a": {
        post: takes({
          enum: Array.from({ length: 50_000 }, (_, i) => (i % 2 === 0 ? i : `a${i}`)),
        }),
      },
    }),
    "generated",
  ],
  [
    "blanks in values",
    plain({
      "/a": {
        post: takes({
          enum: [`${" ".repeat(200_000)}a`, `a${"\n".repeat(200_000)}a`, "`".repeat(200_000)],
        }),
      },
    }),
    "generated",
  ],
  [
    "parameters",
    plain({
      "/a": {
        get: {
          parameters: Array.from({ length: 5000 }, (_, i) => ({
            name: `a${i}`,
            in: "query",
            schema: { type: "integer" },
          })),
          ...answers,
        },
      },
    }),
    "generated",
  ],
  [
    "security requirements",
    plain(
      {
        "/a": {
          get: { security: Array.from({ length: 300 }, (_, i) => ({ [`a${i}`]: [] })), ...answers },
        },
      },
      { securitySchemes: each(300, (i) => [`a${i}`, { type: "http", scheme: "bearer" }]) },
    ),
    "generated",
  ],
  ["a path", plain({ [`/${"a/".repeat(200_000)}`]: { get: answers } }), "generated"],
  [
    "a path that is none",
    plain({ [`/${"{".repeat(500_000)}`]: { get: answers } }),
    ["malformed-path"],
  ],
  [
    "a uri of many placeholders",
    amazon({
      "/a": {
        get: {
          "x-amazon-apigateway-integration": {
            type: "http_proxy",
            httpMethod: "GET",
            uri: `https://pets.example.com/${"${stageVariables.a}/".repeat(10_000)}${"${".repeat(10_000)}`,
          },
          ...answers,
        },
      },
    }),
    "generated",
  ],
];

test.each(DOCUMENTS)("%s", async (_, document, outcome) => {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "openapi.json": JSON.stringify(document) });
  const reporter = new Reporter();
  const { model } = await readDocument({ document: "openapi.json", cwd: folder }, reporter);
  const errors = reporter.diagnostics.filter(({ severity }) => severity === "error");
  const codes = [...new Set(errors.map(({ code }) => code))];
  expect(codes).toEqual(outcome === "generated" ? [] : outcome);
  expect(errors.filter(({ at }) => at === undefined)).toEqual([]);
  if (outcome !== "generated" || model === undefined) return;
  const options = {
    packageName: "a",
    arguments: [],
    document: join(folder, "a"),
    generatorSpec: undefined,
  };
  planProject(model, options, (file) => ({ path: file.path, text: renderFile(file) }));
});
