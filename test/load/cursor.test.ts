import { describe, expect, test } from "vitest";
import type { Cursor } from "../../src/load/cursor.js";
import { loadFiles } from "./load-files.js";

async function document(value: unknown) {
  const loaded = await loadFiles({ "api.json": JSON.stringify(value) });
  return { ...loaded, root: loaded.root as Cursor };
}

describe("Cursor", () => {
  test("knows its place", async () => {
    const { root } = await document({ paths: { "/a~b": [{ x: 1 }] } });
    expect(root).toMatchObject({ name: "", pointer: "", id: "api.json#" });
    const item = root.get("paths")?.get("/a~b")?.get(0);
    expect(item).toMatchObject({
      name: "0",
      id: "api.json#/paths/~1a~0b/0",
      at: { file: "api.json", pointer: "/paths/~1a~0b/0" },
      isObject: true,
      isArray: false,
    });
    expect(root.get("paths")?.entries()[0]?.[1]).toMatchObject({
      name: "/a~b",
      keyAt: { file: "api.json", pointer: "/paths/~1a~0b", on: "key" },
      isObject: false,
      isArray: true,
    });
  });

  test("reaches own members only", async () => {
    const { root } = await document({ list: [1], text: "abc", nothing: null });
    for (const key of ["toString", "constructor", "__proto__", "hasOwnProperty"]) {
      expect(root.has(key)).toBe(false);
      expect(root.get(key)).toBeUndefined();
    }
    for (const key of ["length", "-1", "01", "1", "", "map", -1, 0.5]) {
      expect(root.get("list")?.get(key)).toBeUndefined();
    }
    expect(root.get("text")?.get(0)).toBeUndefined();
    expect(root.get("text")?.get("length")).toBeUndefined();
    expect(root.has("nothing")).toBe(true);
    expect(root.get("nothing")?.get("a")).toBeUndefined();
  });

  const values = {
    text: "a",
    number: 1.5,
    integer: 2,
    boolean: false,
    list: [1, 2],
    object: { a: 1 },
    nothing: null,
  };
  const accessors: Record<string, (cursor: Cursor) => unknown> = {
    string: (cursor) => cursor.string(),
    number: (cursor) => cursor.number(),
    integer: (cursor) => cursor.integer(),
    boolean: (cursor) => cursor.boolean(),
    text: (cursor) => cursor.text(),
    items: (cursor) => cursor.items().map(({ value }) => value),
    entries: (cursor) => cursor.entries().map(([key, { value }]) => [key, value]),
  };
  const right: Record<string, Partial<Record<keyof typeof values, unknown>>> = {
    string: { text: "a" },
    number: { number: 1.5, integer: 2 },
    integer: { integer: 2 },
    boolean: { boolean: false },
    text: { text: "a", number: "1.5", integer: "2", boolean: "false" },
    items: { list: [1, 2] },
    entries: { object: [["a", 1]] },
  };
  const kinds = Object.keys(values) as (keyof typeof values)[];
  test.each(Object.keys(accessors).flatMap((name) => kinds.map((kind) => [name, kind] as const)))(
    "%s() of %s",
    async (name, kind) => {
      const { root, reporter } = await document(values);
      const result = accessors[name]?.(root.get(kind) as Cursor);
      const expected = right[name]?.[kind];
      if (expected === undefined) {
        expect(result).toEqual(["items", "entries"].includes(name) ? [] : undefined);
        expect(reporter.diagnostics).toMatchObject([
          { code: "wrong-type", at: { pointer: `/${kind}` } },
        ]);
      } else {
        expect(result).toEqual(expected);
        expect(reporter.diagnostics).toEqual([]);
      }
    },
  );

  test("says what was expected and what is there", async () => {
    const { root, reporter } = await document(values);
    root.stringAt("number");
    root.integerAt("number");
    root.numberAt("boolean");
    root.booleanAt("nothing");
    root.itemsAt("object");
    root.entriesAt("list");
    root.textAt("list");
    expect(reporter.diagnostics.map(({ message }) => message)).toEqual([
      '"number" must be text, and is the number 1.5',
      '"boolean" must be a number, and is false',
      '"nothing" must be true or false, and is nothing (null)',
      '"object" must be a list, and is an object',
      '"list" must be an object, and is a list',
    ]);
  });

  test("absent keys are fine", async () => {
    const { root, reporter } = await document({});
    expect([
      root.stringAt("a"),
      root.numberAt("a"),
      root.integerAt("a"),
      root.booleanAt("a"),
      root.textAt("a"),
      root.entriesAt("a"),
      root.itemsAt("a"),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined, [], []]);
    expect(reporter.diagnostics).toEqual([]);
  });
});
