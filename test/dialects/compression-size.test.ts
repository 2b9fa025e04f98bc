import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

const SIZE = "x-amazon-apigateway-minimum-compression-size";

test.each([
  [undefined, undefined, []],
  [null, undefined, []],
  [0, 0, []],
  [10_485_760, 10_485_760, []],
  [-1, undefined, ["compression-size-out-of-range"]],
  [10_485_761, undefined, ["compression-size-out-of-range"]],
  [1.5, undefined, ["wrong-type"]],
])("of %j", async (size, compressFrom, codes) => {
  const document = {
    openapi: "3.0.1",
    info: { title: "Sizes", version: "1" },
    ...(size !== undefined && { [SIZE]: size }),
    paths: {
      "/pets": {
        get: {
          "x-amazon-apigateway-integration": {
            type: "http_proxy",
            httpMethod: "GET",
            uri: "https://animals.example.com",
          },
        },
      },
    },
  };
  const { model, diagnostics } = await readValue(document, { api: "rest" });
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  expect(model?.compressFrom).toBe(compressFrom);
});
