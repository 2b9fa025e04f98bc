import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

const MEDIA_TYPES = "x-amazon-apigateway-binary-media-types";

async function read(root: object, integration: object, response: object = {}) {
  const document = {
    openapi: "3.0.1",
    info: { title: "Pictures", version: "1" },
    ...root,
    paths: {
      "/pictures": {
        get: {
          "x-amazon-apigateway-integration": {
            type: "http",
            httpMethod: "GET",
            uri: "https://pictures.example.com",
            ...integration,
            responses: { default: { statusCode: "200", ...response } },
          },
        },
      },
    },
  };
  const { model, diagnostics } = await readValue(document, { api: "rest" });
  const found = model?.operations[0]?.integration;
  return {
    types: model?.binaryMediaTypes,
    request: found !== undefined && "bodyAs" in found ? found.bodyAs : undefined,
    streams: found?.kind === "http-proxy" ? found.streams : undefined,
    response: found?.kind === "http" ? found.responses[0]?.bodyAs : undefined,
    codes: diagnostics.map(({ code }) => code),
  };
}

const CONVERTED = { contentHandling: "CONVERT_TO_BINARY" };
const TEXT = { contentHandling: "convert_to_text" };
const NOTHING = { types: undefined, request: undefined, response: undefined };

test("media types are read in lower case, and what is converted by hand", async () => {
  const root = { [MEDIA_TYPES]: ["image/PNG", "*/*"] };
  expect(await read(root, TEXT, CONVERTED)).toEqual({
    types: ["image/png", "*/*"],
    request: "text",
    response: "bytes",
    codes: [],
  });
  expect(await read(root, { ...CONVERTED, type: "http_proxy" })).toMatchObject({
    request: "bytes",
    codes: [],
  });
});

test("text can be made bytes where no media type is binary", async () => {
  expect(await read({}, CONVERTED)).toEqual({
    types: [],
    request: "bytes",
    response: undefined,
    codes: [],
  });
  expect((await read({}, {}, CONVERTED)).types).toEqual([]);
});

test("text that stays text is nothing to convert", async () => {
  const codes = ["ignored-integration-field"];
  expect(await read({}, TEXT)).toEqual({ ...NOTHING, codes });
  const nulls = { contentHandling: null };
  expect(await read({ [MEDIA_TYPES]: null }, nulls, nulls)).toEqual({ ...NOTHING, codes: [] });
});

test("a mock has text only", async () => {
  const mock = {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
  };
  const root = { [MEDIA_TYPES]: ["*/*"] };
  const found = await read(root, { ...mock, ...TEXT }, CONVERTED);
  expect(found.codes).toEqual(["ignored-integration-field", "unsupported-integration-field"]);
});

test("media types must be a list of texts", async () => {
  expect((await read({ [MEDIA_TYPES]: "image/png" }, {})).codes).toEqual(["wrong-type"]);
  expect((await read({ [MEDIA_TYPES]: [{}] }, {})).codes).toEqual(["wrong-type"]);
});

test("only a proxy that buffers its responses converts them", async () => {
  const streaming = { type: "http_proxy", responseTransferMode: "STREAM" };
  expect(await read({}, streaming)).toMatchObject({ streams: true, codes: [] });
  const buffering = { ...streaming, responseTransferMode: "buffered" };
  expect(await read({}, buffering)).toMatchObject({ streams: undefined, codes: [] });
});
