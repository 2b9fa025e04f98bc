import { expect, test } from "vitest";
import { unknownKeys } from "./case-keys.js";

test("what the harness does not know is found, wherever it stands", () => {
  const found = unknownKeys({
    name: "case",
    surprise: 1,
    request: { method: "GET", headers: { anything: "goes" }, trailers: {} },
    sequence: [{ at: 0, expect: { status: 200, json: { any: "thing" }, jsonMatches: {} } }],
    upstream: [{ respond: { chunks: [] } }],
    stageSettings: { methodSettings: { "*/*": { cachingEnabled: true, tracing: true } } },
  });
  expect(found).toEqual([
    ".surprise",
    ".request.trailers",
    ".sequence[].expect.jsonMatches",
    ".upstream[].respond.chunks",
    ".stageSettings.methodSettings.*/*.tracing",
  ]);
});
