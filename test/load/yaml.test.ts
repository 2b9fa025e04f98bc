import { describe, expect, test } from "vitest";
import { loadFiles } from "./load-files.js";

async function yaml(text: string) {
  return loadFiles({ "api.yaml": text });
}

function nestedLists(levels: number): string {
  return `a: ${"[".repeat(levels)}${"]".repeat(levels)}`;
}

describe("YAML values", () => {
  test("the core schema: no dates, no yes and no, no infinities", async () => {
    const { root } = await yaml(
      "{date: 2020-01-01, yes: no, on: off, n: ~, t: true, i: 12, h: 0x1F, f: 1.5, inf: .inf, nan: .nan, sex: 1:30}",
    );
    expect(root?.value).toEqual({
      date: "2020-01-01",
      yes: "no",
      on: "off",
      n: null,
      t: true,
      i: 12,
      h: 31,
      f: 1.5,
      inf: ".inf",
      nan: ".nan",
      sex: "1:30",
    });
  });

  test("keys that look like other values are text", async () => {
    const { root } = await yaml("200: a\ntrue: b\n~: c\n1.50: d\n");
    expect(root?.value).toEqual({ 200: "a", true: "b", null: "c", "1.5": "d" });
  });

  test("merge keys merge: what the object has itself wins, then the earlier source", async () => {
    const { root, codes } = await yaml(`
x-secured: &secured {security: [{token: []}], timeout: 1}
x-logged: &logged {log: true, timeout: 2}
get: {<<: *secured, timeout: 3}
put:
  <<: [*secured, *logged]
  summary: put
!!merge <<: *logged
`);
    expect(codes()).toEqual([]);
    expect(root?.get("get")?.value).toEqual({ security: [{ token: [] }], timeout: 3 });
    expect(root?.get("put")?.value).toEqual({
      security: [{ token: [] }],
      timeout: 1,
      log: true,
      summary: "put",
    });
    expect(root?.get("log")?.value).toBe(true);
  });

  test.each([
    ["!Ref Table", { Ref: "Table" }],
    ["!Condition IsProd", { Condition: "IsProd" }],
    ["!GetAtt Fn.Arn", { "Fn::GetAtt": ["Fn", "Arn"] }],
    ["!GetAtt Nested.Outputs.Url", { "Fn::GetAtt": ["Nested", "Outputs.Url"] }],
    ["!GetAtt [Fn, Arn]", { "Fn::GetAtt": ["Fn", "Arn"] }],
    ["!Sub 'arn:${Fn.Arn}'", { "Fn::Sub": "arn:${Fn.Arn}" }],
    ["!Sub ['${a}', {a: 1}]", { "Fn::Sub": ["${a}", { a: 1 }] }],
    ["!Join ['', [a, !Ref B]]", { "Fn::Join": ["", ["a", { Ref: "B" }]] }],
    ["!If [A, b, !Ref C]", { "Fn::If": ["A", "b", { Ref: "C" }] }],
    ["!Select [0, !GetAZs '']", { "Fn::Select": [0, { "Fn::GetAZs": "" }] }],
    ["!Split [',', x]", { "Fn::Split": [",", "x"] }],
    ["!ImportValue name", { "Fn::ImportValue": "name" }],
    ["!FindInMap [a, b, c]", { "Fn::FindInMap": ["a", "b", "c"] }],
    ["!Base64 x", { "Fn::Base64": "x" }],
    ["!Cidr [x, 1, 5]", { "Fn::Cidr": ["x", 1, 5] }],
    ["!Transform {Name: AWS::Include}", { "Fn::Transform": { Name: "AWS::Include" } }],
    ["!Equals [a, b]", { "Fn::Equals": ["a", "b"] }],
    ["!And [a, b]", { "Fn::And": ["a", "b"] }],
    ["!Or [a, b]", { "Fn::Or": ["a", "b"] }],
    ["!Not [!Condition a]", { "Fn::Not": [{ Condition: "a" }] }],
  ])("CloudFormation: %s", async (tagged, value) => {
    const { root, codes } = await yaml(`a: ${tagged}`);
    expect(codes()).toEqual([]);
    expect(root?.value).toEqual({ a: value });
  });

  test("__proto__ is a key like any other", async () => {
    const { root } = await yaml("a: {__proto__: {polluted: 1}, b: 2}");
    expect(Object.keys(root?.get("a")?.value as object)).toEqual(["__proto__", "b"]);
    expect(root?.get("a")?.get("__proto__")?.value).toEqual({ polluted: 1 });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("line ends of all kinds", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const { root } = await yaml(["a:", "  b: 1", "c: 2"].join(end));
      expect(root?.value).toEqual({ a: { b: 1 }, c: 2 });
      expect(root?.source.locate({ file: "api.yaml", pointer: "/a/b" })).toEqual({
        line: 2,
        column: 6,
      });
    }
  });
});

describe("YAML problems", () => {
  test.each([
    ["an unclosed bracket", "a: 1\nb: [1,\n", ["3:1 invalid-yaml"]],
    ["a tab for indentation", "a:\n\tb: 1\n", ["2:1 invalid-yaml"]],
    ["a key that is a list", "? [a]\n: 1\n", ["1:1 invalid-yaml"]],
    ["an unknown alias", "a: *b", ["1:5 invalid-yaml"]],
    ["two documents", "a: '\n---'\n", ["2:1 invalid-yaml"]],
    ["two documents", "---\na: 1\n---\nb: 2\n", ["3:1 several-documents"]],
    [
      "tags of other languages",
      "a: !!js/function 'x'\nb: !!set {}\n",
      ["1:4 unsupported-tag", "2:4 unsupported-tag"],
    ],
    [
      "unknown tags",
      "a: !Foo x\nb: !Bar [1]\nc: !Baz {}\n",
      ["1:4 unknown-tag", "2:4 unknown-tag", "3:4 unknown-tag"],
    ],
    [
      "all duplicate keys",
      "a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n",
      ["2:11 duplicate-key", "3:1 duplicate-key", "4:1 duplicate-key"],
    ],
    [
      "equal keys that are written differently",
      "200: a\n'200': b\n0xC8: c\n",
      ["2:1 duplicate-key", "3:1 duplicate-key"],
    ],
    ["a merge key that merges nothing", 'a: {"<<": {b: 1}}', ["1:5 surviving-merge-key"]],
    ["a merge key of a text", "a: {<<: b}", ["1:5 invalid-yaml"]],
    [
      "numbers that may be text",
      "a: 007\nb: 4e2\nc: 0o17\nd: 1.0\ne: '007'\nf: 0.5\ng: 0\n",
      ["1:4 ambiguous-number", "2:4 ambiguous-number", "3:4 ambiguous-number"],
    ],
    [
      "numbers that are rounded",
      "a: 9223372036854775807\nb: 9007199254740992\n",
      ["1:4 number-not-exact"],
    ],
    ["an alias within its anchor", "a: &a\n  b: [*a]\n", ["2:6 circular-alias"]],
  ])("%s: %j", async (_, text, places) => {
    expect((await yaml(text)).places()).toEqual(places);
  });

  test("an unknown tag leaves the value as it is", async () => {
    const { root } = await yaml("[!Foo x, !Foo 1, !Foo '1', !Foo , !Foo [1], !Foo {a: 1}]");
    expect(root?.value).toEqual(["x", 1, "1", null, [1], { a: 1 }]);
  });

  test("a duplicate key names its first place", async () => {
    const { reporter, source } = await yaml("a: 1\nb: 2\na: 3\n");
    const related = reporter.diagnostics[0]?.related?.[0];
    expect(related && source.locate(related.at)).toEqual({ line: 1, column: 1 });
  });

  test("alias bombs", async () => {
    const lines = ["a0: &a0 [lol]"];
    for (let i = 1; i < 20; i++) {
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(",")}]`,
      );
    }
    const started = performance.now();
    const { codes, root } = await yaml(lines.join("\n"));
    expect(codes()).toEqual(["document-expands-too-far"]);
    expect(root).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("long text repeated by aliases", async () => {
    const aliases = Array(2000).fill("*a").join(",");
    const { codes } = await yaml(`a: &a ${"x".repeat(100_000)}\nb: [${aliases}]\n`);
    expect(codes()).toEqual(["document-expands-too-far"]);
  });

  test("merge bombs", async () => {
    const lines = [`m0: &m0 {${Array.from({ length: 50 }, (_, i) => `k${i}: 1`).join(", ")}}`];
    for (let i = 1; i < 60; i++) {
      lines.push(
        `m${i}: &m${i} {<<: [${Array(90)
          .fill(`*m${i - 1}`)
          .join(",")}], l${i}: 1}`,
      );
    }
    expect((await yaml(lines.join("\n"))).codes()).toEqual(["document-expands-too-far"]);
  });

  test("deep nesting", async () => {
    expect((await yaml(nestedLists(190))).codes()).toEqual([]);
    expect((await yaml(nestedLists(210))).codes()).toEqual(["document-too-deep"]);
    expect((await yaml(nestedLists(100_000))).codes()).toEqual(["document-too-deep"]);
  });
});
