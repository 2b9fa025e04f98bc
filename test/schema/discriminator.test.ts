import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openApi3 } from "../../src/dialects/openapi/openapi-3.js";
import { SchemaInterpreter } from "../../src/schema/schema-interpreter.js";
import { findProblems } from "../../templates/runtime/validation.js";
import { compileValidators } from "./compile-validators.js";

const folder = await mkdtemp(join(tmpdir(), "gatewright-discriminator-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const named = {
  Cat: { type: "object", properties: { kind: { type: "string" }, lives: { type: "integer" } } },
  Dog: { type: "object", required: ["bark"], properties: { kind: { type: "string" } } },
  Pack: { type: "array", items: { $ref: "#/$defs/Dog" } },
  Name: { type: "string" },
};
const choice = (of: readonly string[], mapping?: object) => ({
  $defs: named,
  oneOf: of.map((name) => ({ $ref: `#/$defs/${name}` })),
  discriminator: { propertyName: "kind", ...(mapping && { mapping }) },
});

const SCHEMAS = {
  byName: choice(["Cat", "Dog"]),
  mapped: choice(["Cat", "Dog"], { tom: "#/$defs/Cat", rex: "Dog" }),
  besideObjects: choice(["Cat", "Pack", "Name"], { pack: "#/$defs/Pack" }),
};

const names = Object.keys(SCHEMAS);
const compiled = await compileValidators(folder, Object.values(SCHEMAS), openApi3(1).schemaRules);

test.each([
  ["byName", { kind: "Cat", lives: 9 }, undefined],
  ["byName", { kind: "Cat", lives: "nine" }, "/lives must be an integer"],
  ["byName", { kind: "Dog" }, "/bark is missing"],
  ["byName", { kind: "Cow" }, '/kind must be one of "Cat", "Dog"'],
  ["byName", { kind: ["Cat"] }, '/kind must be one of "Cat", "Dog"'],
  ["byName", { lives: 9 }, "/kind is missing"],
  ["byName", [], " must be an object"],
  ["mapped", { kind: "tom", lives: 9 }, undefined],
  ["mapped", { kind: "rex", bark: "loud" }, undefined],
  ["mapped", { kind: "Cat" }, '/kind must be one of "tom", "rex"'],
  // What has no properties is of the schemas that are not for objects.
  ["besideObjects", { kind: "Cat" }, undefined],
  ["besideObjects", "Tom", undefined],
  ["besideObjects", [{ bark: "loud" }], undefined],
  ["besideObjects", [{}], " must be an object"],
  ["besideObjects", 7, " must be an object"],
  ["besideObjects", { kind: "pack" }, " must be a list"],
] as const)("%s: %j", (name, value, expected) => {
  const validator = compiled[names.indexOf(name)];
  if (validator?.kind !== "validator") throw new Error("refused");
  const byId = new Map(validator.named.map((each) => [each.id, each.schema]));
  const interpreted = new SchemaInterpreter((id) => byId.get(id)).validatorOf(validator.schema);
  const [first] = findProblems(value, interpreted, "body", "first") ?? [];
  expect(first && `${first.at} ${first.message}`).toBe(expected);
  expect(validator.validate(value)).toBe(expected === undefined);
});
