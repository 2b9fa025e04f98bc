import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCollection, isMap, isScalar, parseDocument, stringify, type Node } from "yaml";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { childPointer } from "../../src/load/json-pointer.js";
import { locateValues, parseText } from "../../src/load/parse-text.js";
import { nearestNode } from "../../src/load/text-tree.js";
import { loadFiles } from "./load-files.js";

/** Every value in `value` with its pointer, and its key if it has one. */
function* walk(
  value: unknown,
  pointer = "",
  key?: string,
): Generator<{ pointer: string; value: unknown; key: string | undefined }> {
  yield { pointer, value, key };
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    yield* walk(member, childPointer(pointer, name), Array.isArray(value) ? undefined : name);
  }
}

/** The same for the nodes of another YAML parser. */
function* walkNodes(
  node: Node | null,
  pointer = "",
  key?: Node,
): Generator<{ pointer: string; node: Node; key: Node | undefined }> {
  if (!node) return;
  yield { pointer, node, key };
  if (!isCollection(node)) return;
  for (const [index, item] of node.items.entries()) {
    if (!isMap(node)) yield* walkNodes(item as Node, childPointer(pointer, index));
    else {
      const pair = item as { key: Node; value: Node };
      const name = isScalar(pair.key) ? String(pair.key.value) : "";
      yield* walkNodes(pair.value, childPointer(pointer, name), pair.key);
    }
  }
}

/** The first item twice, so that YAML may write it as an alias. */
const documents = fc
  .tuple(
    fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 4 })),
    fc.boolean(),
  )
  .map(([document, repeat]): unknown => {
    const plain: unknown = JSON.parse(JSON.stringify(document));
    return repeat ? { first: plain, second: plain } : plain;
  });

describe("every pointer locates its value", () => {
  test("in JSON of any indentation", () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(undefined, 1, 4, "\t"), (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        const root = locateValues(text, "json");
        for (const { pointer, value, key } of walk(document)) {
          const node = nearestNode(root, pointer);
          expect(JSON.parse(text.slice(node.start, node.end))).toEqual(value);
          if (key !== undefined) {
            expect(text.slice(node.key).startsWith(JSON.stringify(key))).toBe(true);
          }
        }
      }),
    );
  });

  test("in YAML of any style, and the value is the same as from JSON", () => {
    const styles = fc.record({
      indent: fc.integer({ min: 1, max: 6 }),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 40, 80),
      collectionStyle: fc.constantFrom("any" as const, "flow" as const),
      blockQuote: fc.constantFrom(true, "folded" as const, "literal" as const),
      singleQuote: fc.constantFrom(true, false, null),
    });
    fc.assert(
      fc.property(documents, styles, (document, style) => {
        const text = stringify(document, style);
        // It writes the key without quotes, which makes it a merge (https://yaml.org/type/merge.html).
        fc.pre(!text.includes("<<:"));
        const reporter = new Reporter();
        expect(parseText(text, "api.yaml", reporter)?.value).toEqual(document);
        expect(reporter.hasErrors).toBe(false);
        const root = locateValues(text, "yaml");
        for (const { pointer, node, key } of walkNodes(parseDocument(text).contents)) {
          const located = nearestNode(root, pointer);
          const [start = 0] = node.range ?? [];
          const isBlock = isScalar(node) && text[start]?.match(/[|>]/);
          if (!isBlock) expect([pointer, located.start]).toEqual([pointer, start]);
          if (key) expect([pointer, located.key]).toEqual([pointer, key.range?.[0]]);
        }
      }),
    );
  });
});

describe("places that are not written where they count", () => {
  const yaml = `x-item: &item
  type: object
  properties: {id: {type: string}}
a: *item
b:
  <<: *item
  type: array
  note: |
    text
c: {<<: [{one: 1}, *item]}
d: !Sub "\${x}"
e:
`;

  test.each([
    ["/a", "4:4"],
    ["/a/properties/id", "3:20"],
    ["/b/type", "7:9"],
    ["/b/properties/id/type", "3:27"],
    ["/b/note", "9:5"],
    ["/c/one", "10:16"],
    ["/c/properties", "3:15"],
    ["/d/Fn::Sub", "11:9"],
    ["/e", "12:2"],
    ["/b/missing/deeper", "6:3"],
    ["/b/properties/missing", "3:15"],
    ["not a pointer", "1:1"],
  ])("%s", async (pointer, place) => {
    const { source } = await loadFiles({ "api.yaml": yaml });
    const position = source.locate({ file: "api.yaml", pointer });
    expect(`${position?.line}:${position?.column}`).toBe(place);
  });

  test("keys", async () => {
    const { source } = await loadFiles({ "api.yaml": yaml });
    const key = (pointer: string) => source.locate({ file: "api.yaml", pointer, on: "key" });
    expect(key("/b/type")).toEqual({ line: 7, column: 3 });
    expect(key("/b/properties")).toEqual({ line: 3, column: 3 });
    expect(key("")).toEqual({ line: 1, column: 1 });
  });

  test("aliases that contain themselves", () => {
    const root = locateValues("a: &a {b: *a, c: &c [*c, *a]}", "yaml");
    expect(nearestNode(root, "/a/b/b/c/0/0/1/b").start).toBe(10);
  });

  test("files that were not read have no places", async () => {
    const { source } = await loadFiles({ "api.yaml": "a: 1" });
    expect(source.locate({ file: "other.yaml", pointer: "" })).toBeUndefined();
    expect(source.text("other.yaml")).toBeUndefined();
  });
});
