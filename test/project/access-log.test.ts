import { expect, test } from "vitest";
import { print } from "../../src/code/code-kit.js";
import type { LogPart } from "../../src/model/log-format.js";
import { GeneratedModule } from "../../src/plan/generated-module.js";
import { planLogFormat } from "../../src/plan/plan-access-log.js";

const parts: readonly LogPart[] = [
  { kind: "text", text: 'a"`${x}`' },
  { kind: "context", variable: { kind: "known", path: ["identity", "sourceIp"] } },
  { kind: "context", variable: { kind: "authorizer", key: "claims.custom:role" } },
];

test.each([
  ["text", ""],
  ["xml", ", xmlText"],
] as const)("a format of %s is a function of what was asked", (syntax, escape) => {
  const module = new GeneratedModule("gateway.ts", new Set());
  const code = print(planLogFormat({ syntax, parts }, module));
  expect(code.replaceAll(/\s+/g, " ")).toContain(
    '(log) => [\'a"`${x}`\', log.identity.sourceIp, log.authorizerValue("claims.custom:role")]',
  );
  expect(code).toContain("accessLine(");
  expect(code.includes("xmlText")).toBe(escape !== "");
});
