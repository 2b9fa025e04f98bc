import { expect, test } from "vitest";
import { traceHeader } from "../../templates/runtime/trace-header.js";

const ROOT = "Root=1-3152b799-8954dae64eda91bc9a23a7e8";
const PARENT = "Parent=7fa8c0f79203be72";
const AT = Date.UTC(2026, 0, 2);

test.each([
  ["a whole one is taken over", `${ROOT};${PARENT};Sampled=0`, `${ROOT};${PARENT};Sampled=0`],
  ["in any order", `Sampled=1; ${PARENT} ;${ROOT}`, `${ROOT};${PARENT};Sampled=1`],
  ["what has a parent is sampled", `${ROOT};${PARENT}`, `${ROOT};${PARENT};Sampled=1`],
  [
    "what else it says ends here",
    `Self=1-x;${ROOT};${PARENT};Lineage=1`,
    `${ROOT};${PARENT};Sampled=1`,
  ],
])("%s", (_name, sent, expected) => {
  expect(traceHeader(sent, AT)).toBe(expected);
});

test("a root gets a parent", () => {
  expect(traceHeader(ROOT, AT)).toMatch(new RegExp(`^${ROOT};Parent=[0-9a-f]{16};Sampled=0$`));
});

test.each([undefined, "", "Root=7", `x${ROOT}`, `${ROOT}0;${PARENT}`, `${PARENT};Sampled=1`])(
  "%j begins a trace",
  (sent) => {
    const seconds = (AT / 1000).toString(16);
    expect(traceHeader(sent, AT)).toMatch(
      new RegExp(
        `^Root=1-${seconds}-[0-9a-f]{24};Parent=(?!7fa8c0f79203be72)[0-9a-f]{16};Sampled=0$`,
      ),
    );
  },
);

test("no two traces are the same", () => {
  const all = Array.from({ length: 1000 }, () => traceHeader(undefined, AT));
  expect(new Set(all).size).toBe(1000);
});
