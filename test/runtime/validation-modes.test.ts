import type { MockInstance } from "vitest";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { checkBody } from "../../templates/runtime/check-body.js";
import { checkInTurn } from "../../templates/runtime/check-in-turn.js";
import { checkParameters } from "../../templates/runtime/check-parameters.js";
import { integer } from "../../templates/runtime/parameter-rule.js";
import { requireModel } from "../../templates/runtime/require-model.js";
import { requireParameters } from "../../templates/runtime/require-parameters.js";
import type { Validation } from "../../templates/runtime/route.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { isObject, own } from "../../templates/runtime/validation.js";
import { warnOnly } from "../../templates/runtime/warn-only.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const isText: Validator = (value, problems) =>
  typeof value === "string" || problems.add("type", "must be text");
const isNamed: Validator = (value, problems) =>
  isObject(value)
    ? isText(own(value, "name"), problems.at("name"))
    : problems.add("type", "must be an object");

const amazons = {
  parameters: requireParameters({ query: ["limit"] }),
  body: requireModel({ "application/json": isNamed }),
} satisfies Validation;
const declared = {
  parameters: checkParameters({ query: { limit: integer() } }),
  body: checkBody({ required: true, content: { "application/json": "anything" } }),
} satisfies Validation;

const manyDeclared = {
  parameters: checkParameters({ query: { limit: integer(), page: integer() } }),
} satisfies Validation;

let upstream: StubUpstream;
let gateway: TestGateway;
let warn: MockInstance;
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    routes: [
      proxyRoute("POST", "/enforce", { validate: checkInTurn(amazons, declared) }),
      proxyRoute("POST", "/warn", { validate: warnOnly(amazons, declared) }),
      proxyRoute("POST", "/first", {
        validate: checkInTurn(amazons, manyDeclared),
        errors: "first",
      }),
      proxyRoute("POST", "/all", { validate: manyDeclared }),
      proxyRoute("POST", "/model", { validate: warnOnly({ body: amazons.body }) }),
    ],
    upstreams: [[backend, upstream.url]],
  });
  warn = vi.spyOn(gateway.gateway.logger, "warn");
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.forget();
  warn.mockClear();
});

const post = (target: string, body: string, type = "application/json") =>
  `${head(`POST ${target}`, `Content-Type: ${type}`, `Content-Length: ${body.length}`)}${body}`;

const NAMED = '{"name":"s3cr3t"}';

describe("Amazon's rules, then all that is declared", () => {
  test.each([
    [post("/enforce", NAMED), 400, '{"message": "Missing required request parameters: [limit]"}'],
    [post("/enforce?limit=x", NAMED), 400, '{"message": "Invalid request parameters: [limit]"}'],
    [post("/enforce?limit=1", '{"name":1}'), 400, '{"message": "Invalid request body"}'],
    [post("/enforce?limit=1", "x", "text/plain"), 415, '{"message":"Unsupported Media Type"}'],
    [head("POST /enforce?limit=1"), 400, '{"message": "Invalid request body"}'],
  ])("%j", async (bytes, status, body) => {
    const response = await exchange(gateway.port, bytes);
    expect(response?.status).toBe(status);
    expect(response?.body.toString()).toBe(body);
    expect(upstream.begun).toBe(0);
  });

  test("what holds goes on byte for byte", async () => {
    const response = await exchange(gateway.port, post("/enforce?limit=1", NAMED));
    expect(response?.status).toBe(200);
    expect(onlyHeard(upstream).body.toString()).toBe(NAMED);
  });
});

test("one error or all, as the route says", async () => {
  const all = await exchange(gateway.port, post("/all?limit=x&page=y", NAMED));
  expect(all?.body.toString()).toBe('{"message": "Invalid request parameters: [limit, page]"}');
  const first = await exchange(gateway.port, post("/first?limit=x&page=y", NAMED));
  expect(first?.body.toString()).toBe('{"message": "Invalid request parameters: [limit]"}');
});

describe("only logged", () => {
  const limit = [{ in: "query", at: "limit" }];
  const name = [{ in: "body", at: "/name", keyword: "type" }];

  test.each([
    [post("/warn?limit=1", NAMED), []],
    [
      post("/warn", NAMED),
      [
        { problem: "bad-parameters", at: limit },
        { problem: "invalid-parameters", at: limit },
      ],
    ],
    [post("/warn?limit=s3cr3t", NAMED), [{ problem: "invalid-parameters", at: limit }]],
    [post("/warn?limit=1", '{"name":["s3cr3t"]}'), [{ problem: "bad-body", at: name }]],
    [post("/warn?limit=1", "s3cr3t"), [{ problem: "bad-body", at: [] }]],
    [
      post("/warn?limit=1", "s3cr3t", "text/plain"),
      [{ problem: "unsupported-media-type", at: [] }],
    ],
  ])("%j passes", async (bytes, expected) => {
    expect((await exchange(gateway.port, bytes))?.status).toBe(200);
    expect(bytes.endsWith(onlyHeard(upstream).body.toString())).toBe(true);
    const said = warn.mock.calls.map(([line]) => line as unknown);
    expect(said).toEqual(expected.map((each) => expect.objectContaining(each)));
  });

  test("with the operation and the request, and no values", async () => {
    await exchange(gateway.port, post("/warn?limit=s3cr3t", '{"name":["s3cr3t"]}'));
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn).toHaveBeenCalledWith(
      { id: expect.any(String), route: "POST /warn", problem: "bad-body", at: name },
      "request does not match the document",
    );
    expect(JSON.stringify(warn.mock.calls)).not.toContain("s3cr3t");
  });

  test.each(['{"name":"a","name":"b"}', '{"__proto__":1}', "[".repeat(65) + "]".repeat(65)])(
    "JSON that readers disagree on is refused all the same: %s",
    async (body) => {
      for (const target of ["/warn?limit=1", "/model"]) {
        expect((await exchange(gateway.port, post(target, body)))?.status).toBe(400);
      }
      expect(upstream.begun).toBe(0);
    },
  );
});
