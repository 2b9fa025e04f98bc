import fc from "fast-check";
import { expect, test } from "vitest";
import { buildAutomaton } from "../../src/schema/pattern/automaton.js";
import { hasFewWays } from "../../src/schema/pattern/count-ways.js";
import { parsePattern } from "../../src/schema/pattern/parse-pattern.js";
import { charactersTaken } from "./backtrack.js";

const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "(?:|)", "(?=a)", "(?!b)", "$", "^");
const count = fc.constantFrom("", "", "*", "+", "?", "*?", "+?", "{2}", "{0,2}", "{1,3}", "{2,}");
const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  item: fc.oneof(
    { depthSize: "small" },
    fc
      .tuple(atom, count)
      .map(([each, times]) => (/[$^?]/.test(each[1] ?? each) ? each : each + times)),
    fc.tuple(tie("pattern"), count).map(([inner, times]) => `(?:${inner})${times}`),
    tie("pattern").map((inner) => `(?=${inner})`),
    tie("pattern").map((inner) => `(${inner})`),
    count.map((times) => `\\1${times}`),
    fc.tuple(tie("item"), tie("item")).map((both) => `(?:${both.join("|")})`),
  ),
  pattern: fc
    .tuple(
      fc.constantFrom("", "^"),
      fc.array(tie("item"), { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "$", "|b", "|a$"),
    )
    .map(([start, items, end]) => start + items.join("") + end),
}));

test("the engine takes no character more often than there are ways", () => {
  let proved = 0;
  const text = fc
    .tuple(
      fc.string({ unit: fc.constantFrom("a", "b") }),
      fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "!", "b!", "\n"),
    )
    .map(([start, pump, end]) => start + pump.repeat(12) + end);
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 8, maxLength: 8 }), (source, texts) => {
      // A reference to no group is none.
      if (source.includes("\\1") && !/\((?!\?)/.test(source)) return;
      const { tree } = parsePattern(source);
      const automaton = buildAutomaton(tree);
      const ways = [1, 2, 3, 4, 6, 8, 16, 32].find(
        (most) => automaton !== undefined && hasFewWays(automaton, most),
      );
      if (ways === undefined) return;
      proved += 1;
      for (const each of texts) {
        expect(charactersTaken(tree, each), JSON.stringify(each)).toBeLessThanOrEqual(
          ways * each.length,
        );
      }
    }),
    { seed: 20_240_601, numRuns: 2000 },
  );
  expect(proved).toBeGreaterThan(300);
});
