import { describe, expect, test } from "vitest";
import { readValue } from "./read-value.js";

const info = { title: "Incomplete", version: "1" };

function proxied(uri: string) {
  const integration = { type: "http_proxy", httpMethod: "GET", uri };
  return {
    swagger: "2.0",
    info,
    paths: { "/pets": { get: { "x-amazon-apigateway-integration": integration } } },
  };
}

describe("a method without an integration", () => {
  test("is there for whoever may call it, and answers that it is not implemented", async () => {
    const { model, diagnostics } = await readValue({
      openapi: "3.0.1",
      info,
      paths: {
        "/pets": {
          get: { security: [{ key: [] }] },
          "x-amazon-apigateway-any-method": {
            "x-amazon-apigateway-integration": { type: "mock" },
          },
        },
      },
      components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
    });
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toContain(
      "warning missing-integration",
    );
    const found = model?.operations.find(({ method }) => method === "GET");
    expect(found).toMatchObject({
      security: [[{ scheme: "key" }]],
      integration: { kind: "not-implemented" },
    });
  });
});

describe("what other tools put into a URI", () => {
  test.each([
    ["https://api.<<region>>.example.com/pets", "https://api.${region}.example.com"],
    ["https://{{host}}/pets", "https://${host}"],
    ["https://<host>:8443/pets", "https://${host}:8443"],
  ])("%s is asked for when the gateway starts", async (uri, origin) => {
    const { model } = await readValue(proxied(uri));
    expect(model?.upstreams.map(({ id }) => id)).toEqual([origin]);
  });

  test("takes the user's value", async () => {
    const { model, diagnostics } = await readValue(proxied("https://{{host}}/pets"), {
      variables: { host: "pets.example.com" },
    });
    expect(diagnostics).toEqual([]);
    expect(model?.upstreams.map(({ id }) => id)).toEqual(["https://pets.example.com"]);
  });

  test("never leaves the host to the client", async () => {
    const { diagnostics } = await readValue(proxied("https://{host}/pets"));
    expect(diagnostics.map(({ code }) => code)).toContain("request-chooses-host");
  });
});

test("a time that is not known yet is Amazon's usual one", async () => {
  const document = proxied("https://pets.example.com");
  Object.assign(document.paths["/pets"].get["x-amazon-apigateway-integration"], {
    timeoutInMillis: "${timeout}",
  });
  const { model, diagnostics } = await readValue(document);
  expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-timeout"]);
  expect(model?.operations[0]?.integration).toMatchObject({ timeoutMs: 29_000 });
  const known = await readValue(document, { variables: { timeout: "5000" } });
  expect(known.model?.operations[0]?.integration).toMatchObject({ timeoutMs: 5000 });
});
