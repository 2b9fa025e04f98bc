import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openApi3 } from "../../src/dialects/openapi/openapi-3.js";
import type { Schema } from "../../src/schema/schema.js";
import { valueSchema } from "../../src/schema/schema.js";
import { SchemaInterpreter } from "../../src/schema/schema-interpreter.js";
import { findProblems } from "../../templates/runtime/validation.js";
import { compileValidators } from "./compile-validators.js";

// A caller may nest a body 64 levels deep. Where two schemas of one value lead to the same schema of
// what is inside, work that doubled with each level would never end.

const folder = await mkdtemp(join(tmpdir(), "gatewright-nested-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const list = { type: "array", items: { $ref: "#" } };
const inner = { type: "object", properties: { in: { $ref: "#" } } };
const leaf = { properties: { leaf: { type: "boolean" } } };
const own = { properties: { ...inner.properties, ...leaf.properties } };

const SCHEMAS: Readonly<Record<string, object>> = {
  "options of oneOf": {
    oneOf: [
      { type: "object", required: ["a"], properties: { in: list, a: { const: 1 } } },
      { type: "object", required: ["b"], properties: { in: list, b: { const: 1 } } },
    ],
  },
  "options of anyOf": { ...own, anyOf: [{ ...inner, required: ["b"] }, inner] },
  "one option": { ...own, anyOf: [inner] },
  "parts of allOf": { ...leaf, allOf: [inner, inner] },
  "a part beside members": { ...own, allOf: [inner] },
  "what is excluded": { ...own, not: { ...inner, required: ["never"] } },
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword is JSON Schema's
  "a condition": { ...own, if: inner, then: inner, else: inner },
  "a dependent schema": { ...own, dependentSchemas: { in: inner } },
  "members by two names": { ...own, patternProperties: { "^in$": { $ref: "#" } } },
  "what is left over": { ...leaf, allOf: [inner], unevaluatedProperties: { $ref: "#" } },
};

const names = Object.keys(SCHEMAS);
const compiled = await compileValidators(folder, Object.values(SCHEMAS), openApi3(1).schemaRules);

test.each(names)("%s", (name) => {
  const validator = compiled[names.indexOf(name)];
  if (validator?.kind !== "validator") throw new Error("refused");
  const isList = name === "options of oneOf";
  const nest = (value: object) => {
    let body: object = value;
    for (let depth = 0; depth < 60; depth += 1) body = isList ? { a: 1, in: [body] } : { in: body };
    return body;
  };
  const byId = new Map(validator.named.map((each) => [each.id, each.schema]));
  const interpreted = new SchemaInterpreter((id) => byId.get(id)).validatorOf(validator.schema);
  const [right, wrong] = [
    nest(isList ? { a: 1 } : { leaf: true }),
    nest(isList ? { a: 2 } : { leaf: 7 }),
  ];
  expect(validator.validate(right)).toBe(true);
  expect(validator.validate(wrong)).toBe(false);
  expect(findProblems(right, interpreted, "body", undefined)).toBeUndefined();
  expect(findProblems(wrong, interpreted, "body", undefined)).not.toBeUndefined();
});

test("a schema that is made of another one twice, and that of another, and so on", () => {
  const at = { file: "openapi.yaml", pointer: "" };
  const twice = (id: string): Schema => {
    const reference = { kind: "reference", schema: id } as const;
    return valueSchema(at, { allOf: [reference, reference], anyOf: [reference, reference] });
  };
  const schemaOf = (id: string) =>
    id === "90" ? valueSchema(at, { types: ["string"] }) : twice(String(Number(id) + 1));
  const validator = new SchemaInterpreter(schemaOf).validatorOf(twice("0"));
  expect(findProblems("text", validator, "body", undefined)).toBeUndefined();
  expect(findProblems(7, validator, "body", undefined)).not.toBeUndefined();
});
