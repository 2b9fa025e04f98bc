import { describe, expect, test } from "vitest";
import { readValue } from "./read-value.js";

const integration = {
  type: "http_proxy",
  httpMethod: "GET",
  uri: "https://animals.example.com",
  passthroughBehavior: "when_no_match",
};
const get = { get: { "x-amazon-apigateway-integration": integration } };
const httpApi = { type: "http_proxy", httpMethod: "GET", uri: "https://animals.example.com" };
const anyMethod = { "x-amazon-apigateway-integration": httpApi };

const info = { title: "Base path", version: "1" };
const rest = { openapi: "3.0.1", info, paths: { "/": get, "/pets": get } };

const DOCUMENTS = {
  "basePath of Swagger 2.0": { swagger: "2.0", info, basePath: "/a/b/c", paths: rest.paths },
  "the path of the first server": {
    ...rest,
    servers: [{ url: "https://api.example.com/a/b/c/" }, { url: "https://api.example.com/z" }],
  },
  "a relative server": { ...rest, servers: [{ url: "/a/b/c" }] },
  "a server variable, whatever the URL is": {
    ...rest,
    servers: [
      { url: "https://one.example.com/z" },
      { url: "https://two.example.com", variables: { basePath: { default: "a/b/c" } } },
    ],
  },
};

const ROUTES = {
  ignore: ["/", "/pets"],
  prepend: ["/a/b/c", "/a/b/c/pets"],
  split: ["/b/c", "/b/c/pets"],
} as const;

describe.each(Object.entries(DOCUMENTS))("%s", (_name, document) => {
  test.each(Object.entries(ROUTES))("%s", async (mode, routes) => {
    const basepath = mode as keyof typeof ROUTES;
    const { model, diagnostics } = await readValue(document, { basepath });
    expect(diagnostics).toEqual([]);
    expect(model?.operations.map(({ path }) => path)).toEqual(routes);
  });
});

test("a document without a base path has nothing to put in front", async () => {
  const { model } = await readValue(rest, { basepath: "prepend" });
  expect(model?.operations.map(({ path }) => path)).toEqual(["/", "/pets"]);
});

test("HTTP APIs too, but for $default", async () => {
  const document = {
    openapi: "3.0.1",
    info,
    servers: [{ url: "https://api.example.com/v1" }],
    "x-amazon-apigateway-importexport-version": "1.0",
    paths: {
      "/pets": { get: anyMethod },
      $default: { "x-amazon-apigateway-any-method": anyMethod },
    },
  };
  const { model } = await readValue(document, { basepath: "prepend" });
  expect(model?.operations.map(({ path }) => path)).toEqual(["/v1/pets", "$default"]);
});
