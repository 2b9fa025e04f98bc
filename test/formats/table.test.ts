import { expect, test } from "vitest";
import { runtimeClosure } from "../../src/plan/runtime-files.js";
import { FORMATS } from "../../src/schema/formats.js";
import { loadCheck } from "./load-check.js";

const checks = [...FORMATS.values()].flatMap(({ string, number }) =>
  [string, number].filter((check) => check !== undefined),
);

test.each(checks)("$file exports $name", async (check) => {
  expect(typeof (await loadCheck(check))).toBe("function");
});

test("what is wrong is told in plain words", () => {
  for (const { message } of checks) expect(message).toMatch(/^must be [ -~éü]+$/);
});

test("a format brings what it needs, and no other", () => {
  expect(runtimeClosure(["formats/date-time.ts"])).toEqual([
    "formats/ascii.ts",
    "formats/date-time.ts",
    "formats/date.ts",
    "formats/time.ts",
  ]);
  expect(runtimeClosure(["formats/uri.ts"])).toEqual([
    "formats/ascii.ts",
    "formats/ipv4.ts",
    "formats/ipv6.ts",
    "formats/uri.ts",
  ]);
});
