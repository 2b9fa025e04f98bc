import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

const info = { title: "Servers", version: "1" };

/** Which upstream each operation calls, and where each is. */
async function upstreamsOf(document: object) {
  const { model, diagnostics } = await readValue({ info, ...document });
  expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  const calls = model?.operations.map(({ method, path, integration }) => [
    `${method} ${path}`,
    "upstream" in integration ? integration.upstream : undefined,
  ]);
  const upstreams = model?.upstreams.map(({ id, baseUrl }) => [
    id,
    baseUrl?.map((part) => (part.kind === "text" ? part.text : "")).join(""),
  ]);
  return {
    calls: Object.fromEntries(calls ?? []) as unknown,
    upstreams: Object.fromEntries(upstreams ?? []) as unknown,
    codes: diagnostics.map(({ code }) => code),
  };
}

test("an operation's server comes before its path's, and that before the document's", async () => {
  const files = { url: "https://{host}/", variables: { host: { default: "files.example.com" } } };
  const document = {
    openapi: "3.0.3",
    servers: [{ url: "https://api.example.com/v1" }, { url: "https://other.example.com" }],
    paths: {
      "/pets": { get: {}, post: { servers: [] } },
      "/photos": {
        servers: [files],
        get: {},
        put: { servers: [{ url: "https://files.example.com" }] },
        post: { servers: [{ url: "https://uploads.example.com" }] },
        delete: { servers: [{ url: "https://api.example.com/v1/" }] },
      },
    },
  };
  expect(await upstreamsOf(document)).toEqual({
    calls: {
      "GET /pets": "upstream",
      "POST /pets": "upstream",
      "GET /photos": "https://files.example.com",
      "PUT /photos": "https://files.example.com",
      "POST /photos": "https://uploads.example.com",
      "DELETE /photos": "upstream",
    },
    upstreams: {
      upstream: "https://api.example.com/v1",
      "https://files.example.com": "https://files.example.com",
      "https://uploads.example.com": "https://uploads.example.com",
    },
    codes: [],
  });
});

test("a relative server leaves its address to the settings", async () => {
  const get = { servers: [{ url: "/v2" }] };
  const document = { openapi: "3.1.0", paths: { "/pets": { get, post: {} } } };
  expect(await upstreamsOf(document)).toEqual({
    calls: { "GET /pets": "/v2", "POST /pets": "upstream" },
    upstreams: { "/v2": undefined, upstream: undefined },
    codes: ["no-server", "no-server"],
  });
});

test("the document's server is nothing to operations that have others", async () => {
  const get = { servers: [{ url: "https://pets.example.com" }] };
  const document = { openapi: "3.1.0", servers: [{ url: "ftp://x" }], paths: { "/pets": { get } } };
  expect(await upstreamsOf(document)).toEqual({
    calls: { "GET /pets": "https://pets.example.com" },
    upstreams: { "https://pets.example.com": "https://pets.example.com" },
    codes: [],
  });
});

test("Swagger 2.0 has schemes of an operation", async () => {
  const paths = { "/pets": { get: {}, post: { schemes: ["http"] } } };
  const document = { swagger: "2.0", host: "pets.example.com", basePath: "/v1", paths };
  expect(await upstreamsOf(document)).toEqual({
    calls: { "GET /pets": "upstream", "POST /pets": "http://pets.example.com/v1" },
    upstreams: {
      upstream: "https://pets.example.com/v1",
      "http://pets.example.com/v1": "http://pets.example.com/v1",
    },
    codes: [],
  });
});

test.each(["v1", ".evil.com"])(
  "a base path %s without its slash is no part of the host",
  async (path) => {
    const { model } = await readValue({
      swagger: "2.0",
      info,
      host: "api.example.com",
      basePath: path,
      paths: { "/pets": { get: {} } },
    });
    const text = `https://api.example.com/${path}`;
    expect(model?.upstreams.map(({ baseUrl }) => baseUrl)).toEqual([[{ kind: "text", text }]]);
  },
);
