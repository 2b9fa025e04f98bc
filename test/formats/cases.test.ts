import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../../src/schema/formats.js";
import { hasFormat } from "./load-check.js";

// Each file of `cases` lists what has the format that it is called after, and what has not.

const FOLDER = join(import.meta.dirname, "cases");

interface Cases {
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

const formats = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));

test("every format that is checked has cases", () => {
  const checked = [...FORMATS].filter(([, { string, number }]) => string ?? number);
  expect(formats.toSorted()).toEqual(checked.map(([name]) => name).toSorted());
});

describe.each(formats)("%s", (format) => {
  const { valid, invalid } = JSON.parse(
    readFileSync(join(FOLDER, `${format}.json`), "utf8"),
  ) as Cases;

  test.each(valid)("is what %j has", async (value) => {
    expect(await hasFormat(format, value)).toBe(true);
  });

  test.each(invalid)("is not what %j has", async (value) => {
    expect(await hasFormat(format, value)).toBe(false);
  });
});
