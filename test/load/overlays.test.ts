import { describe, expect, test } from "vitest";
import { loadFiles } from "./load-files.js";

const HEAD = "overlay: 1.0.0\ninfo: { title: Test, version: 1.0.0 }\nactions:\n";

/** A document, with overlays that have these actions. */
async function overlaid(document: string, ...actions: string[]) {
  const names = actions.map((_, index) => `${index}.overlay.yaml`);
  const files = Object.fromEntries(names.map((name, index) => [name, HEAD + actions[index]]));
  const loaded = await loadFiles({ "api.yaml": document, ...files }, { overlays: names });
  return { ...loaded, value: loaded.root?.value };
}

describe("an update", () => {
  test("merges objects, appends to lists and replaces anything else", async () => {
    const { value, codes } = await overlaid(
      "a: { b: { c: 1, d: [1], e: [1], f: { g: 1 } } }",
      "- { target: $.a, update: { b: { c: 2, d: [2, 3], e: text, f: null, h: { i: 1 } } } }",
    );
    expect(value).toEqual({ a: { b: { c: 2, d: [1, 2, 3], e: "text", f: null, h: { i: 1 } } } });
    expect(codes()).toEqual([]);
  });

  test("of a list is one more item, or several", async () => {
    const { value } = await overlaid(
      "a: [1]",
      "- { target: $.a, update: { b: 2 } }\n- { target: $.a, update: [3, 4] }",
    );
    expect(value).toEqual({ a: [1, { b: 2 }, 3, 4] });
  });

  test("happens once however often a target selects a value", async () => {
    const { value } = await overlaid("a: [1]", "- { target: \"$['a', 'a']\", update: 2 }");
    expect(value).toEqual({ a: [1, 2] });
  });

  test("changes one use of a part that aliases share, and not what it is made of", async () => {
    const { value } = await overlaid(
      "a: &part { b: { c: 1 } }\nd: *part",
      [
        "- { target: $, update: { e: &new { f: {} }, g: *new } }",
        "- { target: $.d.b, update: { c: 2 } }",
        "- { target: $.e.f, update: { h: 1 } }",
      ].join("\n"),
    );
    expect(value).toEqual({
      a: { b: { c: 1 } },
      d: { b: { c: 2 } },
      e: { f: { h: 1 } },
      g: { f: {} },
    });
  });

  test("leaves alone what an earlier part of it replaced", async () => {
    const { value } = await overlaid("a: { a: { a: {} } }", "- { target: $..a, update: { a: 1 } }");
    expect(value).toEqual({ a: { a: 1 } });
  });

  test("cannot change a prototype", async () => {
    const { value } = await overlaid(
      "a: {}",
      '- { target: $.a, update: { "__proto__": { polluted: 1 }, constructor: { prototype: 1 } } }\n' +
        "- { target: \"$.a['__proto__']\", update: { more: 1 } }",
    );
    const { a } = value as { a: object };
    expect(Object.entries(a)).toEqual([
      ["__proto__", { polluted: 1, more: 1 }],
      ["constructor", { prototype: 1 }],
    ]);
    expect(Object.getPrototypeOf(a)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("actions", () => {
  test("follow each other, over several overlays", async () => {
    const { value } = await overlaid(
      "a: { b: 1 }",
      "- { target: $.a, remove: true }\n- { target: $, update: { a: { c: 1 } } }",
      "- { target: $.a, update: { d: 1 } }",
    );
    expect(value).toEqual({ a: { c: 1, d: 1 } });
  });

  test("remove members, items and text, whatever else they remove", async () => {
    const { value, codes } = await overlaid(
      "a: [0, { b: [1, 2, 3] }, 2, { x: 1 }]\nc: { d: text, e: 1 }",
      "- { target: '$.a[2, 0, 3]', remove: true, update: {} }\n" +
        "- { target: '$.a[0].b[::2]', remove: true }\n- { target: $.c.d, remove: true }",
    );
    expect(value).toEqual({ a: [{ b: [2] }], c: { e: 1 } });
    expect(codes()).toEqual([]);
  });

  test("may remove a value and what is in it at once", async () => {
    const { value } = await overlaid(
      "a: [[1, [2]], 3]\nb: 1",
      "- { target: $.a..*, remove: true }",
    );
    expect(value).toEqual({ a: [], b: 1 });
  });

  test("select by regular expressions in linear time", async () => {
    const text = "a".repeat(5000);
    const { value } = await overlaid(
      `- ${text}\n- { name: ${text} }\n- { name: b }`,
      "- { target: \"$[?search(@.name, '^(a+)+$')]\", update: { found: 1 } }\n" +
        "- { target: \"$[?match(@.name, '(a|a)*c')]\", remove: true }\n" +
        "- { target: \"$[?match(@.name, '[b')]\", remove: true }",
    );
    expect(value).toEqual([text, { name: text, found: 1 }, { name: "b" }]);
  });
});

describe("places", () => {
  test("are where a part was written", async () => {
    const { root } = await overlaid(
      "a: [{ n: 0 }, { n: 1 }, { n: 2 }]",
      "- { target: '$.a[0]', remove: true }\n- { target: $.a, update: { n: 3 } }\n" +
        "- { target: '$.a[0]', remove: true }\n- { target: '$.a[0]', update: { m: 4 } }",
    );
    const [first, second] = root?.itemsAt("a") ?? [];
    expect(first?.get("n")?.at).toEqual({ file: "api.yaml", pointer: "/a/2/n" });
    expect(first?.get("m")?.keyAt).toEqual({
      file: "0.overlay.yaml",
      pointer: "/actions/3/update/m",
      on: "key",
    });
    expect(second?.get("n")?.at).toEqual({
      file: "0.overlay.yaml",
      pointer: "/actions/1/update/n",
    });
    expect(root?.get("a")?.at).toEqual({ file: "api.yaml", pointer: "/a" });
  });
});

describe("an overlay", () => {
  test("works on Swagger 2 and in JSON", async () => {
    const { root, codes } = await loadFiles(
      {
        "api.json": '{"swagger": "2.0", "host": "a.test", "paths": {"/a": {"get": {}}}}',
        "overlay.json": JSON.stringify({
          overlay: "1.0.0",
          info: { title: "Test", version: "1" },
          extends: "https://specs.test/v1/api.json#",
          actions: [
            { target: "$", update: { host: "b.test" } },
            { target: "$.paths.*.get", update: { "x-gateway": { timeout: 50 } } },
          ],
        }),
      },
      { overlays: ["overlay.json"] },
    );
    expect(root?.value).toEqual({
      swagger: "2.0",
      host: "b.test",
      paths: { "/a": { get: { "x-gateway": { timeout: 50 } } } },
    });
    expect(codes()).toEqual([]);
  });

  test("changes the document, and its references are the document's", async () => {
    const action = "- target: $.paths\n  update: { /b: { $ref: 'paths/b.yaml#/b' } }\n";
    const { root, codes } = await loadFiles(
      {
        "api.yaml": "paths: { /a: { $ref: 'paths/a.yaml' } }\nc: 1",
        "paths/a.yaml": "get: { $ref: '../api.yaml#/c' }",
        "paths/b.yaml": "b: { get: {} }",
        "overlays/o.yaml": `${HEAD}${action}- { target: $, update: { c: { d: 1 } } }\n`,
      },
      { overlays: ["overlays/o.yaml"] },
    );
    const paths = root?.get("paths");
    expect(paths?.get("/b")?.follow()?.value).toEqual({ get: {} });
    expect(paths?.get("/a")?.follow()?.get("get")?.follow()?.value).toEqual({ d: 1 });
    expect(codes()).toEqual([]);
  });

  test("with an error leaves nothing to read", async () => {
    const { root, codes } = await overlaid("a: {}", "- { target: a, update: {} }");
    expect(root).toBeUndefined();
    expect(codes()).toEqual(["malformed-overlay-target"]);
  });

  test("is refused when it would make the document too large or too deep", async () => {
    const list = `[${"x,".repeat(9999)}x]`;
    const growing = Array.from({ length: 9 }, () => "- { target: '$..[?@.n]', update: { m: *l } }");
    const large = await overlaid(
      `- {n: 1}\n`.repeat(10_000),
      `- { target: $, update: [ &l ${list} ] }\n${growing.join("\n")}`,
    );
    expect(large.codes()).toEqual(["document-expands-too-far"]);
    const level = "[".repeat(150) + "]".repeat(150);
    const deep = await overlaid(
      "a: { b: {} }",
      `- { target: $..b, update: { b: ${level} } }\n`,
      `- { target: $.a.b.b, update: ${level} }\n- { target: $.a.b.b..*, update: ${level} }\n`,
    );
    expect(deep.codes()).toEqual(["document-too-deep"]);
  });

  test.each([
    ["too many parentheses", `$[?${"(".repeat(1990)}`],
    ["a target that is too long", `$${".a".repeat(1000)}`],
  ])("is refused for %s", async (_, target) => {
    const { codes } = await overlaid(
      "a: {}",
      `- { target: ${JSON.stringify(target)}, update: {} }`,
    );
    expect(codes()).toEqual(["malformed-overlay-target"]);
  });
});
