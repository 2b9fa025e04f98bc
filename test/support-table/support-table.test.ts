import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { extensions } from "../../src/dialects/amazon/extensions.js";
import { withSupportTable } from "./support-table.js";

test("the README's tables say what the generator does: npm run support-table", async () => {
  const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  expect(await withSupportTable(readme)).toBe(readme);
  for (const key of extensions.keys()) {
    expect(readme).toContain(`\`${key.replace("x-amazon-apigateway-", "…-")}\``);
  }
});

test("what is not simply supported says why", () => {
  for (const [key, { support, why, places }] of extensions) {
    expect(why === "", key).toBe(support === "supported");
    expect(places, key).not.toEqual([]);
  }
});
