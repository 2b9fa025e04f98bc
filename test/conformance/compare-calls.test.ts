import { describe, expect, test } from "vitest";
import { callProblems } from "./compare-calls.js";
import type { ExpectedCall } from "./gateway-case.js";
import type { Json } from "./json.js";
import type { HttpCall, LambdaCall, ServiceCall } from "./received-call.js";

const REQUEST = {
  method: "POST",
  path: "/pets",
  query: [
    ["a", "1"],
    ["a", "2"],
    ["b", ""],
  ],
  headers: [["X-One", "1"]],
  body: Buffer.from('{"a":1,"inner":"{\\"b\\":2}"}'),
} as const;
const HTTP: HttpCall = { kind: "http", ...REQUEST };
const EVENT: Json = {
  path: "/pets",
  body: null,
  headers: { "X-One": "1", Host: "here" },
  requestContext: { authorizer: { claims: { aud: "[a b]" } } },
};
const LAMBDA: LambdaCall = {
  kind: "lambda",
  ...REQUEST,
  function: "fn",
  event: EVENT,
  invocationType: "RequestResponse",
};
const SERVICE: ServiceCall = {
  kind: "service",
  ...REQUEST,
  service: "sqs",
  action: "SendMessage",
  params: { MessageBody: "hi", DelaySeconds: "5", List: [{ Name: "n", Value: "v" }] },
  texts: true,
};

describe("calls of HTTP servers", () => {
  test.each<[ExpectedCall, boolean]>([
    [{}, true],
    [{ method: "POST", path: "/pets" }, true],
    [{ method: "GET" }, false],
    [{ path: "/pets/" }, false],
    [{ query: { a: ["1", "2"], b: [""] } }, true],
    [{ query: { a: ["2", "1"], b: [""] } }, false],
    // All parameters are told, in a plain query.
    [{ query: { a: ["1", "2"] } }, false],
    [{ query: {} }, false],
    [{ queryAbsent: ["c"] }, true],
    [{ queryAbsent: ["b"] }, false],
    [{ headers: { "x-one": "1" } }, true],
    [{ headers: { "x-two": { absent: true } } }, true],
    [{ headers: { "x-one": "2" } }, false],
    [{ body: '{"a":1,"inner":"{\\"b\\":2}"}' }, true],
    [{ body: "" }, false],
    [{ bodyBase64: "" }, false],
    [{ json: { a: 1 } }, false],
    [{ jsonSubset: { a: 1 } }, true],
    [{ innerJson: { inner: { b: 2 } } }, true],
    [{ innerJson: { inner: { b: 3 } } }, false],
    [{ innerJson: { a: 1 } }, false],
    [{ function: "fn" }, false],
    [{ service: "sqs" }, false],
  ])("%j", (expected, passes) => {
    expect(callProblems([HTTP], [expected]).length === 0).toBe(passes);
  });
});

describe("invocations of functions", () => {
  test.each<[ExpectedCall, boolean]>([
    [{ function: "fn" }, true],
    [{ function: "other" }, false],
    [{}, false],
    [{ function: "fn", event: EVENT }, true],
    [{ function: "fn", event: { path: "/pets" } }, false],
    [{ function: "fn", eventSubset: { path: "/pets", body: null } }, true],
    [{ function: "fn", eventSubset: { queryStringParameters: null } }, false],
    [{ function: "fn", eventSubset: { headers: { "X-One": "1" } } }, true],
    [{ function: "fn", eventSubset: { headers: { "x-one": "1" } } }, false],
    [{ function: "fn", eventSubset: { path: { matches: "^/p" } } }, true],
    // Where a client came from is of the moment, that it came from somewhere is not.
    [{ function: "fn", eventSubset: { headers: { Host: "there" } } }, true],
    [{ function: "fn", eventSubset: { headers: { host: "there" } } }, false],
    [{ function: "fn", eventSubset: { headers: { Host: { contains: "there" } } } }, false],
    [{ function: "fn", eventAbsent: ["cookies", "requestContext.authorizer.jwt"] }, true],
    [{ function: "fn", eventAbsent: ["body"] }, false],
    [{ function: "fn", eventAbsent: ["requestContext.authorizer.claims.aud"] }, false],
    [{ function: "fn", eventHeadersAbsent: ["TE"] }, true],
    [{ function: "fn", eventHeadersAbsent: ["x-one"] }, false],
    [{ function: "fn", invocationType: "RequestResponse" }, true],
    [{ function: "fn", invocationType: "Event" }, false],
  ])("%j", (expected, passes) => {
    expect(callProblems([LAMBDA], [expected]).length === 0).toBe(passes);
  });
});

describe("calls of services", () => {
  test.each<[ExpectedCall, boolean]>([
    [{ service: "sqs", action: "SendMessage" }, true],
    [{ service: "sqs", action: "DeleteMessage" }, false],
    [{ service: "sns" }, false],
    [{ service: "sqs", params: { MessageBody: "hi", DelaySeconds: 5 } }, true],
    [{ service: "sqs", params: { MessageBody: "ho" } }, false],
    [{ service: "sqs", params: { List: [{ Name: "n" }] } }, true],
    [{ service: "sqs", params: { List: [{ Name: "m" }] } }, false],
    // Parameters of the protocol stand beside those that are expected.
    [{ service: "sqs", query: { a: ["1", "2"] } }, true],
    [{ service: "sqs", query: { a: ["1"] } }, false],
  ])("%j", (expected, passes) => {
    expect(callProblems([SERVICE], [expected]).length === 0).toBe(passes);
  });
});

test("what is expected is all there is, in order", () => {
  expect(callProblems([], [])).toEqual([]);
  expect(callProblems([HTTP], [])).toEqual(["the calls to backends are POST /pets, not 0"]);
  expect(callProblems([], [{}])).toEqual(["the calls to backends are none, not 1"]);
  expect(callProblems([HTTP, LAMBDA], [{}, { function: "fn" }])).toEqual([]);
  expect(callProblems([LAMBDA, HTTP], [{}, { function: "fn" }])).toHaveLength(2);
});
