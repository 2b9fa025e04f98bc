import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { HeaderLine } from "../harness/raw-client.js";
import { responseProblems } from "./compare-response.js";
import type { ExpectedResponse } from "./gateway-case.js";

function passes(
  expected: ExpectedResponse,
  body: string | Buffer = '{"a":1,"b":2}',
  headers: readonly HeaderLine[] = [],
): boolean {
  const response = { status: 200, headers, body: Buffer.from(body) };
  return responseProblems(response, expected).length === 0;
}

test.each<[ExpectedResponse, boolean]>([
  [{}, true],
  [{ status: 200 }, true],
  [{ status: 201 }, false],
  [{ statusOneOf: [200, 204] }, true],
  [{ statusOneOf: [201] }, false],
  [{ headers: { x: "1" } }, false],
  [{ body: '{"a":1,"b":2}' }, true],
  [{ body: '{"b":2,"a":1}' }, false],
  [{ body: "" }, false],
  [{ bodyBase64: "eyJhIjoxLCJiIjoyfQ==" }, true],
  [{ bodyBase64: "eyJh" }, false],
  [{ bodyContains: '"b"' }, true],
  [{ bodyContains: '"c"' }, false],
  [{ json: { b: 2, a: 1 } }, true],
  [{ json: { a: 1 } }, false],
  [{ jsonSubset: { a: 1 } }, true],
  [{ jsonSubset: { a: 2 } }, false],
  [{ jsonCaseInsensitiveKeys: { A: 1, B: 2 } }, true],
  [{ jsonCaseInsensitiveKeys: { A: 1 } }, false],
  [{ messageMatches: "" }, false],
])("%j", (expected, result) => {
  expect(passes(expected)).toBe(result);
});

test("what is no JSON equals none", () => {
  expect(passes({ json: null }, "")).toBe(false);
  expect(passes({ json: null }, "null")).toBe(true);
  expect(passes({ json: { message: null } }, '{"message":null}')).toBe(true);
});

test("bytes are compared as bytes", () => {
  const bytes = Buffer.from([0xff, 0x00]);
  expect(passes({ bodyBase64: "/wA=" }, bytes)).toBe(true);
  expect(passes({ bodyBase64: "77+9AA==" }, bytes)).toBe(false);
});

test("a message is one of either spelling", () => {
  expect(passes({ messageMatches: "^No" }, '{"message":"No way"}')).toBe(true);
  expect(passes({ messageMatches: "^No" }, '{"Message":"No way"}')).toBe(true);
  expect(passes({ messageMatches: "^No" }, '{"MESSAGE":"No way"}')).toBe(false);
  expect(passes({ messageMatches: "^No" }, '{"message":"Oh No"}')).toBe(false);
});

test("a body is decoded once, by what its header says", () => {
  const gzip = [["Content-Encoding", "gzip"]] as const;
  expect(passes({ decodedBody: "text" }, gzipSync("text"), gzip)).toBe(true);
  expect(passes({ decodedBody: "text" }, gzipSync(gzipSync("text")), gzip)).toBe(false);
  expect(passes({ decodedBody: "text" }, gzipSync("text"))).toBe(false);
  expect(passes({ decodedBody: "text" }, "text", gzip)).toBe(false);
});

test("every problem is told, and the body where the status says little", () => {
  const response = { status: 500, headers: [], body: Buffer.from("oh") };
  expect(responseProblems(response, { status: 200 })).toEqual([
    'status is 500, not 200 (body "oh")',
  ]);
  expect(responseProblems(response, { status: 200, body: "" })).toEqual([
    "status is 500, not 200",
    'the body is "oh", not ""',
  ]);
});
