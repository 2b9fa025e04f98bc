import { describe, expect, test } from "vitest";
import { loadFiles } from "./load-files.js";

/** What a member comes to: its text with placeholders as `${name}`, or its plain value. */
async function member(yaml: string, variables: Record<string, string> = {}) {
  const { root, codes, reporter } = await loadFiles(
    { "api.yaml": `member: ${yaml}` },
    { variables },
  );
  const cursor = root?.get("member");
  const value = cursor?.value;
  return {
    value: typeof value === "object" && value !== null ? String(value) : value,
    isPlain: typeof value === "string",
    pointer: cursor?.pointer,
    codes,
    messages: () => reporter.diagnostics.map(({ message }) => message).join("\n"),
    cursor,
  };
}

describe("CloudFormation's functions", () => {
  test.each([
    ["!Ref Table", "${Table}"],
    ["!GetAtt Orders.Arn", "${Orders.Arn}"],
    ["{Fn::GetAtt: [Orders, Outputs.Name]}", "${Orders.Outputs.Name}"],
    ["!Sub a-${AWS::Region}-${Table.Arn}", "a-${AWS::Region}-${Table.Arn}"],
    ["!Sub 'a ${!literal} ${b}'", "a ${literal} ${b}"],
    ["!Sub ['${a}/${b}', {a: !Ref X, b: plain}]", "${X}/plain"],
    ["!Sub ['${a}', {a: !Join ['-', [x, !Ref Y]]}]", "x-${Y}"],
    ["!Join ['', ['arn:', !Ref AWS::Partition, ':x']]", "arn:${AWS::Partition}:x"],
    ["!ImportValue shared-url", "${shared-url}"],
    ["!FindInMap [Hosts, prod, name]", "${Hosts.prod.name}"],
    ["!Select [1, [a, !Ref B]]", "${B}"],
    ["!Sub ['${host}.example.com', {host: !Select [0, !Split ['.', 'a.b']]}]", "a.example.com"],
    ["{Fn::Base64: abc}", "YWJj"],
  ])("%s", async (yaml, text) => {
    const { value, codes } = await member(yaml);
    expect(value).toBe(text);
    expect(codes()).toEqual([]);
  });

  test.each([
    ["!Ref Table", { Table: "orders" }, "orders"],
    ["!Sub a-${AWS::Region}", { "AWS::Region": "eu-west-1" }, "a-eu-west-1"],
    ["!Sub ['${a}', {a: !GetAtt X.Arn}]", { "X.Arn": "arn:x" }, "arn:x"],
    ["'${env}-${other}'", { env: "prod" }, "prod-${other}"],
    ["'$${env}'", { env: "prod" }, "$${env}"],
  ])("%s with %o", async (yaml, variables, text) => {
    const { value, isPlain } = await member(yaml, variables);
    expect(value).toBe(text);
    expect(isPlain).toBe(true);
  });

  test("a condition chooses a value, where it stands", async () => {
    const yaml = "!If [A, !If [B, {one: 1}, {two: 2}], !Ref AWS::NoValue]";
    const chosen = await member(yaml, { A: "true", B: "false" });
    expect(chosen.cursor?.get("two")?.value).toBe(2);
    expect(chosen.pointer).toBe("/member/Fn::If/1/Fn::If/2");
    expect((await member(yaml, { A: "false" })).cursor).toBeUndefined();
    const undecided = await member(yaml);
    expect(undecided.cursor?.entries()).toEqual([]);
    expect(undecided.codes()).toEqual(["undecided-condition"]);
  });

  test.each([
    ["!Sub ['https://${host}', {host: !If [isProd, a, b]}]", "isProd", "undecided-condition"],
    ["!Join ['', ['https://', !FindInMap [Hosts, !Ref Env, name]]]", "Env", "unbound-placeholder"],
    ["!Select [!Ref Which, [a, b]]", "Which", "unbound-placeholder"],
    ["!Select [0, !Split [',', !Ref Hosts]]", "Hosts", "unbound-placeholder"],
    ["!Join ['', !Split [',', !Ref Hosts]]", "Hosts", "unbound-placeholder"],
    ["!ImportValue {Fn::Sub: '${Stack}-url'}", "Stack", "unbound-placeholder"],
    ["{Fn::Base64: !Ref Key}", "Key", "unbound-placeholder"],
    ["!Sub ['${a}', {a: !Transform {Name: x}}]", "Fn::Transform", "undecided-function"],
  ])("%s is open for want of %s", async (yaml, cause, code) => {
    const { cursor, codes, messages } = await member(yaml);
    expect(cursor?.string()).toBeUndefined();
    expect(codes()).toEqual([code]);
    expect(messages()).toContain(cause);
  });

  test("what has no value is no text, object or list", async () => {
    const { cursor, codes } = await member("!Sub a-${b}");
    expect(cursor?.isObject).toBe(false);
    expect(cursor?.get("pieces")).toBeUndefined();
    expect(cursor?.string()).toBeUndefined();
    expect(cursor?.items()).toEqual([]);
    expect(codes()).toEqual(["unbound-placeholder"]);
  });

  test("values that placeholders get are not blamed for their quotes", async () => {
    const variables = { timeout: "5000", enabled: "true", Long: "true" };
    const timeout = await member("'${timeout}'", variables);
    expect([timeout.cursor?.integer(), timeout.codes()]).toEqual([5000, []]);
    const enabled = await member("!Ref enabled", variables);
    expect([enabled.cursor?.boolean(), enabled.codes()]).toEqual([true, []]);
    const written = await member("!If [Long, '5000', 50]", variables);
    expect([written.cursor?.integer(), written.codes()]).toEqual([5000, ["quoted-value"]]);
  });

  test("objects that only look like functions are objects", async () => {
    for (const yaml of ["{Ref: {type: string}}", "{Fn::Sub: a, other: b}", "{Fn::x: a}"]) {
      expect((await member(yaml)).cursor?.isObject, yaml).toBe(true);
    }
  });
});

describe("pieces", () => {
  test.each([
    ["'${a}/${stageVariables.b}/c'", ["a", "/${stageVariables.b}/c"]],
    ["'$${a}'", ["${a}"]],
    ["'${ a }${}'", ["a", "${}"]],
    ["!Sub 'x${a}'", ["x", "a"]],
  ])("%s", async (yaml, expected) => {
    const pieces = (await member(yaml)).cursor?.pieces() ?? [];
    expect(pieces.map((piece) => (piece.kind === "text" ? piece.text : piece.name))).toEqual(
      expected,
    );
  });
});

describe("keys", () => {
  test("take values too", async () => {
    const { root } = await loadFiles(
      { "api.yaml": "'/${env}/a': 1" },
      { variables: { env: "prod" } },
    );
    const [[key, cursor] = []] = root?.entries() ?? [];
    expect(key).toBe("/prod/a");
    expect(cursor?.pointer).toBe("/~1${env}~1a");
  });
});
