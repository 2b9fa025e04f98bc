import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

/** Of which media types the bodies are checked, and what was said. */
async function read(content: object) {
  const { model, diagnostics } = await readValue({
    openapi: "3.0.3",
    info: { title: "Bodies", version: "1" },
    servers: [{ url: "https://pets.example.com" }],
    paths: { "/pets": { post: { requestBody: { content } } } },
  });
  const body = model?.operations[0]?.validation.body;
  return {
    checked: body?.content.map((each) => [each.mediaType, each.schema !== undefined]),
    codes: diagnostics.map(({ code }) => code),
  };
}

test("JSON goes by several names", async () => {
  const json = { schema: { type: "object" } };
  expect(await read({ "text/json": json, "application/vnd.pet+json": json })).toEqual({
    checked: [
      ["text/json", true],
      ["application/vnd.pet+json", true],
    ],
    codes: [],
  });
});

test("text and bytes are any string", async () => {
  const content = {
    "text/plain": { schema: { type: "string", description: "A name." } },
    "image/png": { schema: { type: "string", format: "binary" } },
  };
  expect(await read(content)).toEqual({
    checked: [
      ["text/plain", false],
      ["image/png", false],
    ],
    codes: [],
  });
});

test("a bound on text is checked, of bytes and XML no value is made", async () => {
  const schema = { type: "string", maxLength: 3 };
  expect(await read({ "text/plain": { schema } })).toEqual({
    checked: [["text/plain", true]],
    codes: [],
  });
  for (const mediaType of ["image/png", "text/xml", "application/xml"]) {
    expect((await read({ [mediaType]: { schema } })).codes).toEqual(["unsupported-body"]);
  }
});

test("a media type with several parameters may say the same twice", async () => {
  const json = { schema: { type: "object" } };
  const content = { "application/json": json, "application/json;odata.metadata=minimal": json };
  expect(await read(content)).toEqual({ checked: [["application/json", true]], codes: [] });
});
