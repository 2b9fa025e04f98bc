import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonTree, JsonSyntaxError } from "../../src/load/json-tree.js";
import { loadFiles } from "./load-files.js";

async function json(text: string) {
  return loadFiles({ "api.json": text });
}

function nestedLists(levels: number): string {
  return `{"a": ${"[".repeat(levels)}${"]".repeat(levels)}}`;
}

describe("JSON values", () => {
  test("__proto__ is a key like any other", async () => {
    const { root } = await json('{"__proto__":{"polluted":1},"a":2}');
    expect(root?.entries().map(([key]) => key)).toEqual(["__proto__", "a"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("lone surrogates stay", async () => {
    expect((await json(String.raw`{"a":"\ud800"}`)).root?.stringAt("a")).toBe("\ud800");
  });

  test("comments after # and commas at the end are read as YAML, with a warning", async () => {
    const { root, places } = await json('{"a": 1, # one\n "b": [2,],\n}');
    expect(root?.value).toEqual({ a: 1, b: [2] });
    expect(places()).toEqual(["1:10 not-strict-json"]);
  });

  test("what is no JSON by its name may be YAML by its text, and the other way round", async () => {
    const asJson = await loadFiles({ "api.json": "a: 1" });
    expect(asJson.root?.value).toEqual({ a: 1 });
    expect(asJson.codes()).toEqual([]);
    const asYaml = await loadFiles({ "api.yaml": '{"a": 1,}' });
    expect(asYaml.codes()).toEqual([]);
    const neither = await loadFiles({ "api.tpl": '[{"a":\t1}]' });
    expect(neither.root?.value).toEqual([{ a: 1 }]);
  });
});

describe("JSON problems", () => {
  test.each([
    ["truncated", '{"a": {"b": "c', ["1:15 invalid-json"]],
    ["a line comment", '{ // c\n"a": 1}', ["1:3 invalid-json"]],
    ["a line comment after a number", '{"a": 1, // c\n"b": 2}', ["1:10 invalid-json"]],
    ["a line comment in the way of a value", '{"a": 1 // c\n}', ["1:9 invalid-json"]],
    ["a block comment", '{"a": /* c */ 1}', ["1:7 invalid-json"]],
    ["a placeholder", '{"a": ...,\n"b": {"c": 1 ...}}', ["1:7 not-strict-json"]],
    ["no comma", '{"a": 1 "b": 2}', ["1:9 invalid-json"]],
    ["NUL in a string", '{"a": "\u0000"}', ["1:8 invalid-json"]],
    ["two values", '{"a": 1} {"b": 2}', ["1:10 invalid-json"]],
    [
      "duplicate keys",
      '{"a": 1,\n"b": {"\\u0063": 1, "c": 2},\n"a": 2}',
      ["2:20 duplicate-key", "3:1 duplicate-key"],
    ],
    ["a merge key", '{"a": {"<<": 1}}', ["1:8 surviving-merge-key"]],
    ["infinity", '{"a": [1e400, -1e400]}', ["1:8 number-too-large", "1:15 number-too-large"]],
    [
      "rounding",
      '{"a": 12345678901234567890, "b": 1e300, "c": 9223372036854776000}',
      ["1:7 number-not-exact"],
    ],
  ])("%s: %j", async (_, text, places) => {
    expect((await json(text)).places()).toEqual(places);
  });

  test("deep nesting needs no stack", async () => {
    expect((await json(nestedLists(190))).codes()).toEqual([]);
    const { places, root } = await json(nestedLists(100_000));
    expect(places()).toEqual(["1:206 document-too-deep"]);
    expect(root).toBeUndefined();
    expect((await json("[".repeat(100_000))).codes()).toEqual(["invalid-json"]);
  });

  test("many mistakes of one kind don't drown the rest", async () => {
    const members = Array.from({ length: 1000 }, (_, index) => `"a": ${index}`);
    const { reporter } = await json(`{${members.join(",")}}`);
    expect(reporter.diagnostics).toHaveLength(100);
  });
});

test("the scanner refuses exactly what JSON.parse refuses", () => {
  const edit = fc.tuple(fc.nat(), fc.constantFrom(...'{}[],:"\\ \n\t0-.eEtn/u', "\\u12", ""));
  const noise = fc.tuple(fc.json(), fc.array(edit, { maxLength: 3 })).map(([text, edits]) =>
    edits.reduce((result, [place, insert]) => {
      const at = place % (result.length + 1);
      return result.slice(0, at) + insert + result.slice(insert === "" ? at + 1 : at);
    }, text),
  );
  fc.assert(
    fc.property(noise, (text) => {
      let refused = false;
      try {
        jsonTree(text);
      } catch (error) {
        refused = error instanceof JsonSyntaxError;
        if (!refused) throw error;
      }
      let expected = false;
      try {
        JSON.parse(text);
      } catch {
        expected = true;
      }
      return refused === expected;
    }),
    { numRuns: 3000 },
  );
});
