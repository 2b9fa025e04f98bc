import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeJson } from "../../src/write/merge-json.js";

const print = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Merges values, and answers the value and what was kept of the user's. */
function merge(yours: unknown, base: unknown, generated: unknown) {
  const { text, conflicts } = mergeJson(print(yours), print(base), print(generated));
  return [JSON.parse(text), conflicts.map(({ kept }) => kept)];
}

describe("merging by keys", () => {
  test.each([
    [
      "a key that only the generator changed",
      { a: 1, mine: 1 },
      { a: 1 },
      { a: 2 },
      { a: 2, mine: 1 },
    ],
    ["a key that only the user changed", { a: 3 }, { a: 1 }, { a: 1, b: 2 }, { a: 3, b: 2 }],
    ["a key that the generator gave up", { a: 1, b: 1 }, { a: 1, b: 1 }, { a: 1 }, { a: 1 }],
    ["a key that the user took away", {}, { a: 1 }, { a: 1, b: 1 }, { b: 1 }],
    [
      "keys within",
      { s: { t: "x", u: "y" } },
      { s: { t: "x" } },
      { s: { t: "z" } },
      { s: { t: "z", u: "y" } },
    ],
    [
      "the higher of two versions",
      { d: { p: "^2.1.0" } },
      { d: { p: "^2.0.0" } },
      { d: { p: "^2.0.9" } },
      { d: { p: "^2.1.0" } },
    ],
    [
      "and whoever has it",
      { d: { p: "^2.1.0" } },
      { d: { p: "^2.0.0" } },
      { d: { p: "^2.10.0" } },
      { d: { p: "^2.10.0" } },
    ],
    ["the same change twice", { a: [1, 2] }, { a: [1] }, { a: [1, 2] }, { a: [1, 2] }],
    [
      "beside a key of the user's that means something to JavaScript",
      JSON.parse('{"a":1,"__proto__":{"b":1}}'),
      { a: 1 },
      { a: 2 },
      JSON.parse('{"a":2,"__proto__":{"b":1}}'),
    ],
  ])("%s", (_what, yours, base, generated, expected) => {
    expect(merge(yours, base, generated)).toEqual([expected, []]);
  });

  test.each([
    ["another value", { a: "mine" }, { a: "old" }, { a: "new" }, 'a; generated is "new"'],
    [
      "a version that the user lowered",
      { d: { p: "^1.9.0" } },
      { d: { p: "^2.0.0" } },
      { d: { p: "^2.1.0" } },
      'd.p; generated is "^2.1.0"',
    ],
    [
      "a version that the user pinned",
      { d: { p: "2.0.0" } },
      { d: { p: "^2.0.0" } },
      { d: { p: "^2.1.0" } },
      'd.p; generated is "^2.1.0"',
    ],
    ["a list", { f: [1, 2] }, { f: [1] }, { f: [1, 3] }, "f; generated is [1,3]"],
    [
      "a value that is gone",
      { s: { t: "mine" } },
      { s: { t: "old" } },
      { s: {} },
      "s.t; generated is nothing",
    ],
    [
      "an object that is gone",
      {},
      { s: { t: "old" } },
      { s: { t: "new" } },
      's; generated is {"t":"new"}',
    ],
  ])("keeps the user's where both changed it: %s", (_what, yours, base, generated, kept) => {
    expect(merge(yours, base, generated)).toEqual([yours, [`yours is kept for ${kept}`]]);
  });

  test("comments, trailing commas and indentation stay", () => {
    const yours = `{
\t// what we need
\t"compilerOptions": {
\t\t"target": "es2023", /* mine */
\t\t"strict": true,
\t},
}
`;
    const base = print({ compilerOptions: { target: "es2022", strict: true } });
    const generated = print({
      compilerOptions: { target: "es2022", strict: true, lib: ["es2023"] },
    });
    expect(mergeJson(yours, base, generated)).toEqual({
      text: yours.replace(
        '"strict": true,\n',
        '"strict": true,\n\t\t"lib": [\n\t\t\t"es2023"\n\t\t],\n',
      ),
      conflicts: [],
    });
  });

  test("new keys come where they belong among sorted ones", () => {
    const yours = '{\n  "dependencies": {\n    "pino": "^9.0.0",\n    "undici": "^7.0.0"\n  }\n}\n';
    const base = print({ dependencies: { pino: "^9.0.0", undici: "^7.0.0" } });
    const generated = print({
      dependencies: { jose: "^6.0.0", pino: "^9.0.0", redis: "^5.0.0", undici: "^7.0.0" },
    });
    expect(mergeJson(yours, base, generated).text).toBe(generated);
  });

  test("what is no JSON is merged line by line", () => {
    const merged = mergeJson('{ "a": 1, oops\n}\n', print({ a: 1 }), print({ a: 2 }));
    expect(merged.text).toContain("<<<<<<< yours\n");
    expect(merged.conflicts).toHaveLength(1);
  });

  test("the result is JSON with the user's changes, whatever they are", () => {
    const value = fc.dictionary(
      fc.constantFrom("a", "b", "c"),
      fc.oneof(fc.integer({ max: 3 }), fc.dictionary(fc.constantFrom("x", "y"), fc.boolean())),
    );
    fc.assert(
      fc.property(value, value, value, (yours, base, generated) => {
        const [merged] = merge(yours, base, generated) as [Record<string, unknown>];
        for (const [key, mine] of Object.entries(yours)) {
          const isMine = JSON.stringify(mine) !== JSON.stringify(base[key]);
          if (isMine && typeof mine !== "object") expect(merged[key]).toEqual(mine);
        }
        expect(merge(base, base, generated)[0]).toEqual(generated);
      }),
    );
  });
});
