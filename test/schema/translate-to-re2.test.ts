import fc from "fast-check";
import { expect, test } from "vitest";
import { packageVersions } from "../../src/plan/package-versions.js";
import { packagesOf } from "../../src/plan/runtime-files.js";
import { parsePattern } from "../../src/schema/pattern/parse-pattern.js";
import { translateToRe2 } from "../../src/schema/pattern/translate-to-re2.js";
import { re2Pattern } from "../../templates/runtime/re2-pattern.js";

const translate = (pattern: string) => translateToRe2(parsePattern(pattern));

test.each([
  ["(a+)+$", String.raw`(?:a+)+\z`],
  ["^(?<year>\\d{4})-[^/]*?$", String.raw`\A(?:\d{4})\-[^/]*?\z`],
  [
    "\\s",
    String.raw`[\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]`,
  ],
  [".", String.raw`[^\n\r\x{2028}\x{2029}]`],
  ["[]|[^]", String.raw`[^\x{0}-\x{10ffff}]|[\x{0}-\x{10ffff}]`],
  ["[\\w\\-\\]^]", String.raw`[\w\-\]\^]`],
  ["\\u{1f600}\\cA\\x41\\0", String.raw`\x{1f600}\x{1}A\x{0}`],
  ["\\p{Lu}\\P{Script=Greek}[\\p{L}\\b]", String.raw`\p{Lu}\P{Greek}[\p{L}\x{8}]`],
  ["a{0,1}b{1,}c{2,}d{3}e{4,5}?", "a?b+c{2,}d{3}e{4,5}?"],
  ["[\\w-.]+\\_", String.raw`[\w\-\.]+_`],
])("%s", (pattern, expected) => {
  expect(translate(pattern)).toBe(expected);
  expect(() => re2Pattern(expected)).not.toThrow();
});

/** What the engines could see differently, and what they could not. */
const CHARACTERS = [
  ..."abz09_ -]^/.$\\٣éKſ😀\t\n\v\f\r\0\u0085\u00a0\u180e\u200b\u2028\u2029\u3000\ufeff",
];
const HALVES = ["\ud83d", "\ude00"];

const literal = fc
  .constantFrom(...CHARACTERS)
  .map((each) => each.replace(/[\^$\\.*+?()[\]{}|/-]/, "\\$&"));
const set = fc.constantFrom(
  "\\d",
  "\\D",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
  "\\p{Lu}",
  "\\P{L}",
  "\\p{Script=Latin}",
);
const inClass = fc.oneof(
  literal,
  set,
  fc.constantFrom("a-z", "\\0-\\x1f", "\\u{10000}-\\u{10ffff}"),
);
const characterClass = fc
  .tuple(fc.constantFrom("[", "[^"), fc.array(inClass, { maxLength: 3 }))
  .map(([start, elements]) => `${start}${elements.join("").replace(/^(?=\^)/, "\\")}]`);
const literalOutside = literal.map((each) => (each === "\\-" ? "-" : each));
const assertion = fc.constantFrom("^", "$", "\\b", "\\B");
const quantifier = fc.constantFrom(
  "",
  "",
  "",
  "*",
  "+",
  "?",
  "{2}",
  "{0,2}",
  "{1,}",
  "*?",
  "+?",
  "??",
);
const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  item: fc.oneof(
    { depthSize: "small" },
    fc
      .tuple(fc.oneof(literalOutside, set, characterClass, fc.constant(".")), quantifier)
      .map((each) => each.join("")),
    assertion,
    fc.tuple(tie("pattern"), quantifier).map(([inner, times]) => `(${inner})${times}`),
  ),
  pattern: fc
    .array(fc.array(tie("item"), { maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((alternatives) => alternatives.map((items) => items.join("")).join("|")),
}));
const text = fc
  .array(fc.constantFrom(...CHARACTERS, ...HALVES), { maxLength: 5 })
  .map((characters) => characters.join(""));

test("RE2 finds what ECMA-262 finds", () => {
  let found = 0;
  let tried = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 20, maxLength: 20 }), (source, texts) => {
      const native = new RegExp(source, "u");
      const re2 = re2Pattern(translate(source));
      for (const each of texts) {
        // V8 looks for `\B` between the halves of a character too, against the standard.
        if (source.includes("\\B") && each.includes("😀")) continue;
        tried += 1;
        const expected = native.test(each);
        if (expected) found += 1;
        expect(re2.test(each), `${source} in ${JSON.stringify(each)}`).toBe(expected);
      }
    }),
    { seed: 20_240_601, numRuns: 2500 },
  );
  expect(found).toBeGreaterThan(tried / 10);
  expect(tried - found).toBeGreaterThan(tried / 10);
});

test("a project has re2js where it has a pattern for it", () => {
  expect(packagesOf(["re2-pattern.ts"])).toEqual(["re2js"]);
  expect(packageVersions(["re2js"])).toEqual({ re2js: expect.stringMatching(/^\^2\./) as string });
});
