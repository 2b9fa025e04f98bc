import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../../src/schema/formats.js";
import { hasFormat } from "./load-check.js";

// Runs `optional/format` of https://github.com/json-schema-org/JSON-Schema-Test-Suite, of which no
// package is complete: JSON_SCHEMA_TEST_SUITE names the `tests` folder of a copy.

const SUITE = process.env["JSON_SCHEMA_TEST_SUITE"];

interface Group {
  readonly description: string;
  readonly schema: { readonly format: string };
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

if (SUITE === undefined) {
  test.skip("no copy of the suite is named", () => {});
} else {
  describe.each(["draft4", "draft2020-12"])("%s", (draft) => {
    const folder = join(SUITE, draft, "optional/format");
    const groups = readdirSync(folder).flatMap((file) =>
      (JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Group[]).map((group) => ({
        ...group,
        file,
      })),
    );

    test.each(groups)("$file: $description", async ({ file, schema, tests }) => {
      expect(FORMATS.has(schema.format)).toBe(file !== "unknown.json");
      const wrong = [];
      for (const each of tests) {
        if ((await hasFormat(schema.format, each.data)) !== each.valid) wrong.push(each);
      }
      expect(wrong).toEqual([]);
    });
  });
}
