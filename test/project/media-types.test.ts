import { afterAll, beforeAll, expect, test } from "vitest";
import { StartedGateway } from "./started-gateway.js";

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await StartedGateway.of("media-types.yaml");
});
afterAll(() => gateway.stop());

const NO_TEXT = Buffer.of(0xff);

test.each([
  ["/any", "application/json", '{"name":"Rex"}'],
  ["/any", "application/vnd.pet+json", '{"name":"Rex"}'],
  ["/application", "application/json; charset=utf-8", '{"name":"Rex"}'],
  ["/application", 'application/json; charset="UTF-8"', '{"name":"Rex"}'],
  ["/texts", "text/plain", "hello"],
  ["/texts", "application/xml", "<a/>"],
  ["/texts", "application/json", '"hello"'],
  ["/text", "text/csv", "3"],
  ["/text", "text/json", "3"],
  ["/files", "application/json", NO_TEXT],
  ["/files", "image/png; charset=latin1", NO_TEXT],
  ["/anything", "image/png", NO_TEXT],
  ["/anything", "application/json; charset=utf-16", NO_TEXT],
  ["/suffix", "application/vnd.pet+json", '{"name":"Rex"}'],
  ["/date", "text/plain", "2026-01-31"],
  ["/siblings", "application/json", '{"name":1}'],
  ["/siblings", "text/plain", "abc"],
])("POST %s takes %s", async (path, mediaType, body) => {
  expect(await gateway.post(path, mediaType, body)).toEqual([204]);
  expect(gateway.heard?.body).toEqual(Buffer.from(body));
});

test("a body in a coding that is not undone is not taken where it would be checked", async () => {
  const body = "abc";
  const headers = { "Content-Type": "text/plain", "Content-Encoding": "x-rot13" };
  expect(await gateway.send("/siblings", { method: "POST", headers, body })).toEqual([415]);
  expect(gateway.heard).toBe(undefined);
  expect(await gateway.send("/anything", { method: "POST", headers, body })).toEqual([204]);
  const identity = { ...headers, "Content-Encoding": "Identity" };
  expect(await gateway.send("/siblings", { method: "POST", headers: identity, body })).toEqual([
    204,
  ]);
});

test.each([
  ["/any", "application/json", "{}", [400, "body /name is missing"]],
  ["/any", "application/xml", "<pet/>", [415]],
  ["/any", "text/plain", "pet", [415]],
  ["/any", "application/x-www-form-urlencoded", "name=Rex", [415]],
  ["/application", "application/octet-stream", NO_TEXT, [415]],
  ["/application", "application/json; charset=utf-16", '{"name":"Rex"}', [415]],
  ["/application", "application/json; charset=utf-8; charset=utf-8", '{"name":"Rex"}', [415]],
  ["/application", "text/json", '{"name":"Rex"}', [415]],
  ["/texts", "text/plain", "hello!", [400, "body  must have at most 5 characters"]],
  ["/texts", "application/json", '"hello!"', [400, "body  must have at most 5 characters"]],
  ["/texts", "application/pdf", NO_TEXT, [400, "body  is not UTF-8 text"]],
  ["/texts", "text/plain; charset=latin1", "hello", [415]],
  ["/text", "text/csv", "many", [400, "body  must be an integer"]],
  ["/text", "text/json", '"3"', [400, "body  must be an integer"]],
  ["/suffix", "application/vnd.pet+json", "{}", [400, "body /name is missing"]],
  ["/suffix", "application/json", '{"name":"Rex"}', [415]],
  ["/suffix", "application/vnd.pet+xml", "<pet/>", [415]],
  ["/date", "text/plain", "today", [400, "body  must be a date, such as 2026-01-31"]],
  ["/siblings", "application/json", "{}", [400, "body /name is missing"]],
  ["/siblings", "text/plain", "abcd", [400, "body  must have at most 3 characters"]],
])("POST %s refuses %s: %s", async (path, mediaType, body, verdict) => {
  expect(await gateway.post(path, mediaType, body)).toEqual(verdict);
  expect(gateway.heard).toBe(undefined);
});
