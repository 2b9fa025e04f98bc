import type { Claims } from "./claims.js";

/**
 * Claims as HTTP APIs of Amazon API Gateway tell them: texts all, lists as `[a b]`, objects as JSON,
 * and none that is null.
 */
export function claimTexts(claims: Claims): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, textOf(value)]),
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(" ")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
