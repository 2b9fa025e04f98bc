import { expect, test } from "vitest";
import { FORMAT_FUNCTIONS } from "../../src/schema/format-functions.js";
import { FORMATS } from "../../src/schema/formats.js";

test("every format that is checked has its function", () => {
  const names = [...FORMATS.values()].flatMap(({ string, number }) =>
    [string, number].flatMap((check) => check?.name ?? []),
  );
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !(name in FORMAT_FUNCTIONS))).toEqual([]);
});
