import { expect, test } from "vitest";
import { printTrace } from "../../src/dev/print-trace.js";
import type { RequestTrace } from "../../src/dev-gateway/request-trace.js";

const TRACE: RequestTrace = {
  id: "1",
  method: "GET",
  target: "/pets/7?x=\u001b[2J",
  operation: "getPet",
  status: 502,
  ms: 123.4,
  failure: { kind: "network-error", reasons: ["Error: the socket\nclosed"] },
  stages: [
    { name: "match", ms: 0.123, notes: ["GET /pets/{id}"], parts: [] },
    {
      name: "call",
      ms: 12.34,
      notes: [],
      parts: [
        {
          title: "GET http://127.0.0.1/animals",
          headers: [["x", "\u202ey"]],
          text: "{\n\t1\n}",
          omittedBytes: 5,
        },
      ],
    },
  ],
};

test("a request has a line, and one for its stages", () => {
  expect(printTrace(TRACE, { color: false, full: false })).toBe(
    [
      "GET /pets/7?x=\\u{1b}[2J  502  123 ms  getPet  network-error",
      "  match 0.12 (GET /pets/{id}) · call 12.3",
      "  ✗ Error: the socket\\nclosed",
    ].join("\n"),
  );
});

test("a full trace has a line for each stage, and below it what went and came", () => {
  expect(printTrace(TRACE, { color: false, full: true }).split("\n").slice(1)).toEqual([
    "      0.12 ms  match               GET /pets/{id}",
    "      12.3 ms  call",
    "               GET http://127.0.0.1/animals",
    "                 x: \\u{202e}y",
    "                 {",
    "                   1",
    "                 }",
    "                 … 5 bytes more",
    "  ✗ Error: the socket\\nclosed",
  ]);
});

test("a client that went away, and a request that was matched to nothing, are said", () => {
  const gone = {
    ...TRACE,
    status: undefined,
    operation: undefined,
    failure: undefined,
    stages: [],
  };
  expect(printTrace(gone, { color: false, full: false })).toBe(
    "GET /pets/7?x=\\u{1b}[2J  client went away  123 ms  no operation",
  );
});

test("colours are for terminals that want them", () => {
  expect(printTrace(TRACE, { color: true, full: false })).toContain("\u001b[31m502");
});
