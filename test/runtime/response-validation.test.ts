import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { MockInstance } from "vitest";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { checkResponse } from "../../templates/runtime/check-response.js";
import type { DeclaredResponses } from "../../templates/runtime/check-response.js";
import type { Family } from "../../templates/runtime/family.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { mock } from "../../templates/runtime/mock.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineRoute } from "../../templates/runtime/route.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { isObject, own } from "../../templates/runtime/validation.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const isText: Validator = (value, problems) =>
  typeof value === "string" || problems.add("type", "must be text");
const isNamed: Validator = (value, problems) => {
  if (!isObject(value)) return problems.add("type", "must be an object");
  const name = isText(own(value, "name"), problems.at("name"));
  return isText(own(value, "kind"), problems.at("kind")) && name;
};

const declared: DeclaredResponses = {
  "200": { "application/json": isNamed, "text/*": "anything" },
  "204": { "application/json": isNamed },
  "304": { "application/json": isNamed },
  "404": "anything",
  "4XX": { "application/problem+json": isNamed },
  "503": { "*/*": isNamed },
};

const isOther: Validator = (value, problems) =>
  value === "other" || problems.add("const", "must be other");

const routes = (["enforce", "warn"] as const).flatMap((mode) => [
  ...["GET", "HEAD"].map((method) =>
    proxyRoute(method, `/${mode}`, { validateResponse: checkResponse(mode, declared) }),
  ),
  proxyRoute("GET", `/${mode}/first`, {
    errors: "first",
    validateResponse: checkResponse(mode, { default: { "*/*": isNamed } }),
  }),
  defineRoute({
    operationId: `${mode} mock`,
    method: "GET",
    path: `/${mode}/mock`,
    security: [],
    integration: mock({
      statusCode: { "application/json": 200 },
      otherwise: "pass through",
      responses: [{ status: 200, templates: { "application/json": '"mocked"' } }],
    }),
    validateResponse: checkResponse(mode, { "2XX": { "application/json": isOther } }),
  }),
]);

type Headers = Readonly<Record<string, string | string[]>>;

let upstream: StubUpstream;
let gateways: ReadonlyMap<Family, TestGateway>;
let gateway: TestGateway;
let warn: MockInstance;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const families = [openApi, restApi, httpApi];
  const started = families.map(async (family) => {
    return [
      family,
      await startGateway({ family, routes, upstreams: [[backend, upstream.url]] }),
    ] as const;
  });
  gateways = new Map(await Promise.all(started));
  gateway = of(openApi);
  warn = vi.spyOn(gateway.gateway.logger, "warn");
});
afterAll(async () => {
  await Promise.all([...gateways.values()].map((each) => each.stop()));
  await upstream.stop();
});
beforeEach(() => warn.mockClear());

function of(family: Family): TestGateway {
  const found = gateways.get(family);
  if (found === undefined) throw new Error("not started");
  return found;
}

/** What the upstream answers from now on. */
function answers(status: number, headers: Headers, body: string | Buffer = ""): void {
  upstream.answer((_request, response) => response.writeHead(status, headers).end(body));
}

const JSON_TYPE = { "Content-Type": "application/json" };
const GOOD = '{ "name": "s3cr3t", "kind": "dog" }';
const BAD = '{ "name": ["s3cr3t"] }';
const BODY = { in: "body", at: "" };

const get = (target: string, port = gateway.port) => exchange(port, head(`GET ${target}`));
const places = () => warn.mock.calls.map(([line]) => (line as { at: unknown }).at);

describe("what is declared passes as it came", () => {
  test.each<[number, Headers, string]>([
    [200, JSON_TYPE, GOOD],
    [200, { "Content-Type": "Application/JSON; charset=utf-8" }, GOOD],
    [200, { "Content-Type": "text/plain" }, BAD],
    [404, { "Content-Type": "image/png" }, BAD],
    [404, {}, ""],
    [409, { "Content-Type": "application/problem+json" }, GOOD],
    [503, { "Content-Type": "text/html" }, BAD],
    [204, {}, ""],
    [304, {}, ""],
  ])("%s %j %s", async (status, headers, body) => {
    answers(status, headers, body);
    const response = await get("/enforce");
    expect(response?.status).toBe(status);
    expect(response?.body.toString()).toBe(body);
    expect(warn).not.toHaveBeenCalled();
  });

  test("a response to HEAD has no body to look at", async () => {
    answers(200, { ...JSON_TYPE, "Content-Length": "12" });
    const response = await exchange(gateway.port, head("HEAD /enforce"), "HEAD");
    expect(response?.status).toBe(200);
    expect(warn).not.toHaveBeenCalled();
  });

  test.each([
    ["gzip", gzipSync(GOOD)],
    ["Deflate", deflateSync(GOOD)],
    ["br", brotliCompressSync(GOOD)],
    ["identity", Buffer.from(GOOD)],
  ])("with %s, byte for byte", async (coding, body) => {
    answers(200, { ...JSON_TYPE, "Content-Encoding": coding }, body);
    const response = await get("/enforce");
    expect(response?.status).toBe(200);
    expect(response?.body).toEqual(body);
    expect(warn).not.toHaveBeenCalled();
  });
});

const LARGE = JSON.stringify({ name: "x".repeat(10_485_760), kind: "dog" });

describe("what is not", () => {
  const name = { in: "body", at: "/name", keyword: "type" };
  const kind = { in: "body", at: "/kind", keyword: "type" };
  const coded = (coding: string) => ({ ...JSON_TYPE, "Content-Encoding": coding });
  const mediaType = { in: "header", at: "content-type" };
  const coding = { in: "header", at: "content-encoding" };

  const cases: readonly [string, number, Headers, string | Buffer, object[]][] = [
    ["a body of another form", 200, JSON_TYPE, BAD, [name, kind]],
    ["no JSON", 200, JSON_TYPE, "s3cr3t", [{ ...BODY, keyword: "json" }]],
    ["no body", 200, JSON_TYPE, "", [{ ...BODY, keyword: "json" }]],
    ["a key twice", 200, JSON_TYPE, '{"name":"a","name":"b"}', [{ ...BODY, keyword: "json" }]],
    ["another status", 500, JSON_TYPE, GOOD, [{ in: "status", at: "" }]],
    ["another media type", 200, { "Content-Type": "image/png" }, GOOD, [mediaType]],
    [
      "two media types",
      200,
      { "Content-Type": ["application/json", "text/plain"] },
      GOOD,
      [mediaType],
    ],
    ["no media type", 200, {}, GOOD, [mediaType]],
    ["a malformed media type", 200, { "Content-Type": "s3cr3t" }, GOOD, [mediaType]],
    [
      "another form in a range",
      409,
      { "Content-Type": "application/problem+json" },
      BAD,
      [name, kind],
    ],
    ["another form, encoded", 200, coded("gzip"), gzipSync(BAD), [name, kind]],
    ["an unknown coding", 200, coded("zstd"), GOOD, [coding]],
    ["two codings", 200, coded("gzip, br"), gzipSync(GOOD), [coding]],
    ["a broken coding", 200, coded("gzip"), "s3cr3t", [coding]],
    ["more than is held", 200, JSON_TYPE, LARGE, [{ ...BODY, keyword: "size" }]],
    [
      "more when decoded",
      200,
      coded("br"),
      brotliCompressSync(LARGE),
      [{ ...BODY, keyword: "size" }],
    ],
  ];

  test.each(cases)("%s is logged, and sent", async (_, status, headers, body, expected) => {
    answers(status, headers, body);
    const response = await get("/warn");
    expect(response?.status).toBe(status);
    expect(response?.body.equals(Buffer.from(body))).toBe(true);
    expect(places()).toEqual([expected]);
  });

  test.each(cases)("%s is logged, and refused", async (_, status, headers, body, expected) => {
    answers(status, headers, body);
    const response = await get("/enforce");
    expect(response?.status).toBe(502);
    expect(response?.body.toString()).not.toContain("s3cr3t");
    expect(places()).toEqual([expected]);
  });

  test("more than is held, of which nobody knew, is sent as it comes", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, JSON_TYPE).write(LARGE.slice(0, 1000));
      setTimeout(() => response.end(LARGE.slice(1000)), 10);
    });
    const response = await get("/warn");
    expect(response?.body.equals(Buffer.from(LARGE))).toBe(true);
    expect(places()).toEqual([[{ ...BODY, keyword: "size" }]]);
  });

  test("one line, with the operation, the request and the status, and no values", async () => {
    answers(200, JSON_TYPE, BAD);
    await get("/warn");
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      {
        id: expect.any(String),
        route: "GET /warn",
        problem: "bad-response",
        status: 200,
        at: [name, kind],
      },
      "response does not match the document",
    );
    expect(JSON.stringify(warn.mock.calls)).not.toContain("s3cr3t");
  });

  test("only the first, where no more is asked for", async () => {
    answers(200, JSON_TYPE, BAD);
    await get("/warn/first");
    expect(places()).toEqual([[name]]);
  });

  test.each<[string, Family, number, string, string]>([
    [
      "plain documents",
      openApi,
      502,
      "application/problem+json",
      '{"type":"about:blank","title":"Bad Gateway","status":502,"detail":"The upstream\'s answer is not one that this operation declares."}',
    ],
    ["REST APIs", restApi, 502, "application/json", '{"message": "Internal server error"}'],
    ["HTTP APIs", httpApi, 500, "application/json", '{"message":"Internal Server Error"}'],
  ])("is answered as %s answer", async (_, family, status, type, body) => {
    answers(200, { ...JSON_TYPE, "X-Inner": "s3cr3t" }, BAD);
    const response = await get("/enforce", of(family).port);
    expect(response?.status).toBe(status);
    expect(response && valuesOf(response, "content-type")).toEqual([type]);
    expect(response && valuesOf(response, "x-inner")).toEqual([]);
    expect(response?.body.toString()).toBe(body);
  });

  test("a connection to an upstream is not kept busy by what is refused", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(500, JSON_TYPE).write("[");
    });
    expect((await get("/enforce"))?.status).toBe(502);
    await vi.waitFor(() => expect(upstream.open).toBe(0));
  });
});

test("a body that breaks off is no answer", async () => {
  upstream.answer((_request, response) => {
    response.writeHead(200, { ...JSON_TYPE, "Content-Length": "100" }).write("{");
    setTimeout(() => response.destroy(), 10);
  });
  expect((await get("/warn"))?.status).toBe(502);
  expect(warn).not.toHaveBeenCalled();
});

test("what the gateway answers by itself is checked as well", async () => {
  expect((await get("/warn/mock"))?.body.toString()).toBe('"mocked"');
  expect(places()).toEqual([[{ ...BODY, keyword: "const" }]]);
  expect((await get("/enforce/mock"))?.status).toBe(502);
});
