import { describe, expect, test } from "vitest";
import type { CatalogueEntry } from "../../src/diagnostics/catalogue-entry.js";
import { catalogue } from "../../src/diagnostics/catalogue.js";
import { didYouMean } from "../../src/diagnostics/did-you-mean.js";
import { explain, suggestCode } from "../../src/diagnostics/explain.js";

test.each(Object.entries<CatalogueEntry>(catalogue))("%s is explained", (code, entry) => {
  expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(entry.explain.length).toBeGreaterThan(60);
  const lines = entry.explain.split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(90);
  expect(explain(code)?.startsWith(`${code} (${entry.severity})\n\n${entry.explain}\n`)).toBe(true);
});

test("what may be allowed says what the gateway does then", () => {
  for (const [code, entry] of Object.entries<CatalogueEntry>(catalogue)) {
    if (entry.allowable === undefined) continue;
    expect(entry.severity).toBe("error");
    expect(explain(code)).toContain(`With --allow ${code} it is a warning: ${entry.allowable}.`);
  }
});

test("what is not a code has no explanation, but perhaps a neighbour", () => {
  expect(explain("duplicate-kay")).toBeUndefined();
  expect(explain("toString")).toBeUndefined();
  expect(explain("__proto__")).toBeUndefined();
  expect(suggestCode("duplicate-kay")).toBe("duplicate-key");
  expect(suggestCode("colourless-green-ideas")).toBeUndefined();
});

describe("didYouMean", () => {
  const keys = [
    "x-amazon-apigateway-integration",
    "x-amazon-apigateway-integrations",
    "uri",
    "url",
  ];

  test.each([
    ["x-amazon-apigateway-integratoin", "x-amazon-apigateway-integration"],
    ["X-Amazon-ApiGateway-Integration", "x-amazon-apigateway-integration"],
    ["x-amazon-apigatway-integrations", "x-amazon-apigateway-integrations"],
    ["uri", "uri"],
    ["ulr", "url"],
    ["name", undefined],
    ["x".repeat(100_000), undefined],
    ["", undefined],
  ])("%s", (word, meant) => {
    expect(didYouMean(word, keys)).toBe(meant);
  });
});
