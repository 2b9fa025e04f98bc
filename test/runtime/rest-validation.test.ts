import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requireModel } from "../../templates/runtime/require-model.js";
import { requireParameters } from "../../templates/runtime/require-parameters.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { isObject, own } from "../../templates/runtime/validation.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const hasName: Validator = (value, problems) =>
  (isObject(value) && typeof own(value, "name") === "string") ||
  problems.add("required", "must have a name");
const isAnything: Validator = () => true;

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const body = requireModel({ "application/json": hasName });
  gateway = await startGateway({
    routes: [
      proxyRoute("ANY", "/p/{id}", {
        validate: {
          parameters: requireParameters({
            query: ["b", "a", "B"],
            path: ["id"],
            header: ["X-Z", "X-A"],
          }),
          body,
        },
      }),
      proxyRoute("ANY", "/body", { validate: { body } }),
      proxyRoute("POST", "/default", {
        validate: { body: requireModel({ $default: hasName, "text/xml": isAnything }) },
      }),
    ],
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

describe("required parameters", () => {
  const both = ["X-A: 1", "X-Z: 1"];

  test.each([
    ["/p/1", [], "X-A, X-Z, B, a, b"],
    ["/p/1?a=1&b=2&B=3", [], "X-A, X-Z"],
    ["/p/1?a=&b=%20&B=+", both, "B, a, b"],
    ["/p/%20?a=1&b=1&B=1", both, "id"],
    ["/p/1?a&b=1&B=1", both, "a"],
    ["/p/1?a=1&b=1&B=1", ["X-A: ", "X-Z: 1"], "X-A"],
    ["/p/1?A=1&b=1&B=1", both, "a"],
    ["/p/1?a=1&a=&b=1&B=1", both, "a"],
  ])("%s with %j lacks %s", async (target, headers, names) => {
    const response = await exchange(gateway.port, head(`GET ${target}`, ...headers));
    if (response === undefined) throw new Error("no response");
    expect([response.status, response.body.toString()]).toEqual([
      400,
      `{"message": "Missing required request parameters: [${names}]"}`,
    ]);
    expect(valuesOf(response, "x-amzn-ErrorType")).toEqual(["BadRequestException"]);
    expect(upstream.begun).toBe(0);
  });

  test("come before the body", async () => {
    const bytes = `${head("POST /p/1", ...both, "Content-Length: 1")}{`;
    const response = await exchange(gateway.port, bytes);
    expect(String(response?.body)).toContain("[B, a, b]");
  });

  test("that are all there pass, whatever their values; headers in any case", async () => {
    const bytes = `${head(
      "POST /p/1?a=0&b=null&B=%00",
      "x-a: 1",
      "x-Z: 1",
      "Content-Length: 12",
    )}{"name":"x"}`;
    expect((await exchange(gateway.port, bytes))?.status).toBe(200);
    expect(onlyHeard(upstream).target).toBe("/p/{id}?a=0&b=null&B=%00");
  });
});

describe("a model", () => {
  const cases: readonly (readonly [
    string,
    string,
    string | undefined,
    string | undefined,
    boolean,
  ])[] = [
    ["a valid body", "/body", "application/json", '{"name":"x"}', true],
    ["a valid body without a type", "/body", undefined, '{"name":"x"}', true],
    ["a type with parameters", "/body", "Application/JSON; charset=utf-8", '{"name":1}', false],
    ["an invalid body", "/body", "application/json", '{"name":1}', false],
    ["an invalid body without a type", "/body", undefined, "{}", false],
    ["no JSON", "/body", "application/json", "name=x", false],
    ["duplicate keys", "/body", "application/json", '{"name":1,"name":"x"}', false],
    ["__proto__", "/body", "application/json", '{"__proto__":{"name":"x"}}', false],
    ["no body counts as {}", "/body", "application/json", undefined, false],
    ["no body and no type count as {}", "/body", undefined, undefined, false],
    ["a type without a model", "/body", "text/plain", "anything", true],
    ["another JSON type without a model", "/body", "application/a+json", "{}", true],
    ["$default for any type, valid", "/default", "text/plain", '{"name":"x"}', true],
    ["$default for any type, invalid", "/default", "text/plain", "anything", false],
    ["a model for XML is not asked", "/default", "text/xml", "<a/>", true],
  ];

  test.each(cases)("%s", async (_name, path, type, body, passes) => {
    const headers = [
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      ...(body === undefined ? [] : [`Content-Length: ${body.length}`]),
    ];
    const response = await exchange(gateway.port, head(`POST ${path}`, ...headers) + (body ?? ""));
    if (response === undefined) throw new Error("no response");
    if (passes) {
      expect(response.status).toBe(200);
      expect(onlyHeard(upstream).body.toString()).toBe(body ?? "");
    } else {
      expect([response.status, response.body.toString()]).toEqual([
        400,
        '{"message": "Invalid request body"}',
      ]);
      expect(valuesOf(response, "x-amzn-ErrorType")).toEqual(["BadRequestException"]);
      expect(upstream.begun).toBe(0);
    }
  });

  test("a GET without a body is checked too", async () => {
    expect((await exchange(gateway.port, head("GET /body")))?.status).toBe(400);
  });

  test("the body goes on byte for byte", async () => {
    const body = '{ "name" : "\\u00e9" ,\n "n": 1.0 }';
    await exchange(gateway.port, head("POST /body", `Content-Length: ${body.length}`) + body);
    expect(onlyHeard(upstream).body.toString()).toBe(body);
  });
});
