import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

const INFO = { info: { title: "Responses", version: "1" } };
const CHECKED = { "x-gateway": { validate: { response: "enforce" } } };
const OBJECT = { type: "object" };
const NOTHING = { description: "Anything." };

/** What is checked of each response of the document's only operation, by media type. */
async function read(document: object) {
  const { model, diagnostics } = await readValue({ ...INFO, ...CHECKED, ...document });
  const operation = model?.operations[0];
  return {
    checked: operation?.responseValidation?.responses.map(({ status, content }) => [
      status,
      ...content.map(({ mediaType, schema }) => `${mediaType} ${schema?.kind ?? "anything"}`),
    ]),
    codes: diagnostics.map(({ code }) => code),
  };
}

function openApi3(responses: object, more: object = {}) {
  const servers = [{ url: "https://pets.example.com" }];
  return { openapi: "3.0.3", servers, paths: { "/pets": { get: { responses } } }, ...more };
}

function swagger2(responses: object, more: object = {}) {
  const get = { responses, ...more };
  return { swagger: "2.0", host: "pets.example.com", paths: { "/pets": { get } } };
}

test("OpenAPI 3 says it by media type", async () => {
  const content = {
    "application/json": { schema: { $ref: "#/components/schemas/Pet" } },
    "Application/Problem+JSON; charset=utf-8": { schema: OBJECT },
    "text/plain": {},
  };
  const components = {
    schemas: { Pet: OBJECT },
    responses: { Broken: { description: "Broken.", content: { "*/*": { schema: OBJECT } } } },
  };
  const responses = {
    200: { description: "OK", content },
    "5xx": { $ref: "#/components/responses/Broken" },
    default: NOTHING,
    "x-more": {},
  };
  expect(await read(openApi3(responses, { components }))).toEqual({
    checked: [
      [
        "200",
        "application/json reference",
        "application/problem+json value",
        "text/plain anything",
      ],
      ["5XX", "*/* value"],
      ["default"],
    ],
    codes: [],
  });
});

test("Swagger 2.0 has one schema for all that is produced", async () => {
  const responses = { 200: { ...NOTHING, schema: OBJECT }, 404: NOTHING };
  const produces = ["application/json", "application/problem+json"];
  expect(await read(swagger2(responses, { produces }))).toEqual({
    checked: [["200", "application/json value", "application/problem+json value"], ["404"]],
    codes: [],
  });
});

test("what Swagger 2.0 does not say is produced is checked if it is JSON", async () => {
  const responses = { 200: { ...NOTHING, schema: OBJECT } };
  expect((await read(swagger2(responses))).checked).toEqual([["200", "*/* value"]]);
});

test("a file is anything", async () => {
  const responses = { 200: { ...NOTHING, schema: { type: "file" } } };
  expect(await read(swagger2(responses, { produces: ["image/png"] }))).toEqual({
    checked: [["200", "image/png anything"]],
    codes: [],
  });
});

test("what declares nothing is not checked", async () => {
  expect((await read(openApi3({}))).checked).toBeUndefined();
});

test("a response may be told once in capitals", async () => {
  const content = { "application/json": { schema: OBJECT } };
  const { checked } = await read(openApi3({ "4XX": NOTHING, "4xx": { ...NOTHING, content } }));
  expect(checked).toEqual([["4XX"]]);
});
