import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

async function read(path: string) {
  const { model, diagnostics } = await readValue({
    openapi: "3.0.3",
    info: { title: "Paths", version: "1" },
    servers: [{ url: "https://pets.example.com" }],
    paths: { [path]: { get: {} } },
  });
  return { integration: model?.operations[0]?.integration, codes: diagnostics.map((d) => d.code) };
}

test("the query of a path is the client's own, and is no part of the upstream's path", async () => {
  expect(await read("/pets?kind=cat&all")).toMatchObject({
    integration: { path: [{ kind: "text", text: "/pets" }], uriQuery: [] },
    codes: [],
  });
});

test.each([
  "/pets?",
  "/pets?kind={kind}",
  "/pets?a=1&a=2",
  "/pets?a=%20",
  "/pets?a=1?b",
  "/pets?a=1#b",
])("%s cannot be routed", async (path) => {
  expect((await read(path)).codes).toContain("malformed-path");
});
