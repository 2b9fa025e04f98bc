import { expect, test } from "vitest";
import { parseLogFormat } from "../../src/dialects/gateway/parse-log-format.js";
import type { ApiFamily } from "../../src/model/gateway-model.js";
import { loadFiles } from "../load/load-files.js";

async function parse(format: string, family: ApiFamily = "rest") {
  const { root, reporter } = await loadFiles({ "api.json": JSON.stringify({ format }) });
  const cursor = root?.get("format");
  if (cursor === undefined) throw new Error("no format");
  const parsed = parseLogFormat(cursor, family);
  // Variables as they are told, with a dot in front.
  const shown = parsed?.parts.map((part) => {
    if (part.kind === "text") return part.text;
    const { variable } = part;
    return variable.kind === "known" ? variable.path : { of: variable.key };
  });
  const told = reporter.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  return { parsed, shown, told };
}

test("a format is text and variables", async () => {
  const { shown, told } = await parse(
    `\${context.requestId} "$context.identity.sourceIp" $context.status. $5 ` +
      `$context.authorizer.claims['custom:role']-$context.authorizer.tenant_id\n`,
  );
  expect(told).toEqual([]);
  expect(shown).toEqual([
    ["requestId"],
    ' "',
    ["identity", "sourceIp"],
    '" ',
    ["status"],
    ". $5 ",
    { of: "claims.custom:role" },
    "-",
    { of: "tenant_id" },
  ]);
});

test.each([
  ["$context.requestId $context.status", "text"],
  ['{"id":"$context.requestId"}', "text"],
  [' <request id="$context.requestId"/>', "xml"],
] as const)("%s is %s", async (format, syntax) => {
  expect((await parse(format)).parsed).toMatchObject({ syntax });
});

test.each([
  ["$context.requestId\n$context.status", "has several lines"],
  [`$context.requestId ${"x".repeat(3072)}`, "has 3091 bytes"],
  ["$context.status", "does not tell requests apart"],
  ["$context.requestIds", "does not tell requests apart"],
  ["$context.requestId $input.body", 'has "$input.body", which no access log tells'],
  ["$context.requestId $stageVariables.x", 'has "$stageVariables.x"'],
  ["$context.requestId ${stageVariables.x}", 'has "${stageVariables.x"'],
  ["$context.requestId $context", 'has "$context", which no access log tells'],
  [
    "$context.requestId $context.path.substring(0)",
    'calls "$context.path.substring()", and has no methods to call',
  ],
])("%j is refused", async (format, why) => {
  const { parsed, told } = await parse(format);
  expect(parsed).toBeUndefined();
  expect(told.join("\n")).toContain(`malformed-log-format: the format of the access log ${why}`);
});

test("all problems are told at once, and other settings are none", async () => {
  const { parsed, told } = await parse("$input.body $context.stats\n$context.extendedRequestId x");
  expect(parsed).toBeUndefined();
  expect(told).toEqual([
    "malformed-log-format: the format of the access log has several lines",
    'malformed-log-format: the format of the access log has "$input.body", which no access log tells',
    'unknown-log-variable: access logs have no $context.stats; did you mean "$context.status"?',
  ]);
  expect((await parse("$context.requestId ${NAME}")).told).toEqual([
    'unbound-placeholder: "$context.requestId ${NAME}" must be known when the gateway is generated',
  ]);
});

test.each([
  ["waf.status", "rest", "Amazon fills it in behind its firewall"],
  ["dataProcessed", "rest", "only HTTP APIs have it"],
  ["identity.apiKey", "http", "only REST APIs have it"],
  ["authorizer.claims", "http", "claims are told one by one"],
  ["requestOverride.header.x", "openapi", "what templates override is not told"],
] as const)("%s of %s APIs is nothing, which is told", async (name, family, why) => {
  const { shown, told } = await parse(`$context.requestId $context.${name}.`, family);
  expect(shown).toEqual([["requestId"], " -."]);
  expect(told).toEqual([
    expect.stringContaining(`empty-log-variable: $context.${name} is always "-"`),
  ]);
  expect(told[0]).toContain(why);
});

test("plain documents have the variables of both", async () => {
  const format = "$context.requestId $context.dataProcessed $context.identity.apiKey";
  const { told, shown } = await parse(format, "openapi");
  expect(told).toEqual([]);
  expect(shown).toContainEqual(["identity", "apiKey"]);
});
