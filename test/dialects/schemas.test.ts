import { expect, test } from "vitest";
import type { ValueSchema } from "../../src/schema/schema.js";
import { readValue } from "./read-value.js";

const info = { title: "Schemas", version: "1" };
const servers = [{ url: "https://pets.example.com" }];

/** How the schema `Pet` of a request body is read. */
async function read(openapi: string, Pet: object) {
  const schema = { $ref: "#/components/schemas/Pet" };
  const post = { requestBody: { content: { "application/json": { schema } } } };
  return await readValue({
    openapi,
    info,
    servers,
    paths: { "/pets": { post } },
    components: { schemas: { Pet, Id: { type: "string", readOnly: true } } },
  });
}

test("what is readOnly is required of responses, what is writeOnly of requests", async () => {
  const { model } = await read("3.0.3", {
    type: "object",
    required: ["id", "name", "age", "password"],
    properties: {
      id: { $ref: "#/components/schemas/Id" },
      name: { type: "string" },
      age: { type: "integer", readOnly: true },
      password: { type: "string", writeOnly: true },
    },
  });
  const pet = model?.schemas.find(({ name }) => name === "Pet")?.schema as ValueSchema;
  const required = pet.object.properties.map(({ name, requiredOf }) => [name, requiredOf]);
  expect(required).toEqual([
    ["id", "responses"],
    ["name", undefined],
    ["age", "responses"],
    ["password", "requests"],
  ]);
});

test("null in a list of types is the type", async () => {
  const { model, diagnostics } = await read("3.1.0", { type: ["string", null] });
  expect(diagnostics.map(({ code }) => code)).toEqual(["unquoted-null"]);
  expect(model?.schemas[0]?.schema).toMatchObject({ types: ["string", "null"] });
});

test("keywords that forbid nothing as they are written are fine", async () => {
  const { diagnostics } = await read("3.1.0", {
    $id: "pet",
    $defs: { Tag: { pattern: "x" } },
    "x-order": 1,
    uniqueItems: false,
    additionalProperties: { description: "Anything." },
  });
  expect(diagnostics).toEqual([]);
});

test("Swagger 2.0 has x-nullable", async () => {
  const schema = { type: "string", "x-nullable": true, nullable: true };
  const post = { parameters: [{ in: "body", name: "whatever", schema }] };
  const { model } = await readValue({
    swagger: "2.0",
    info,
    host: "pets.example.com",
    paths: { "/pets": { post } },
  });
  expect(model?.operations[0]?.validation.body?.content[0]?.schema).toMatchObject({
    types: ["string", "null"],
  });
});

test.each(["3.0.3", "3.1.0"])("exclusive bounds are read in either form by %s", async (openapi) => {
  const bounds = async (schema: object) => {
    const { model, diagnostics } = await read(openapi, schema);
    const named = model?.schemas[0]?.schema;
    return [named?.kind === "value" && named.number, diagnostics.map(({ code }) => code)];
  };
  const [ofDraft4, ofLater] =
    openapi === "3.0.3" ? [[], ["exclusive-bound"]] : [["exclusive-bound"], []];
  const draft4 = { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false };
  const said = ofDraft4.flatMap((code) => [code, code]);
  expect(await bounds(draft4)).toEqual([{ exclusiveMinimum: 1, maximum: 9 }, said]);
  const later = { minimum: 1, exclusiveMinimum: 2 };
  expect(await bounds(later)).toEqual([{ minimum: 1, exclusiveMinimum: 2 }, ofLater]);
});
