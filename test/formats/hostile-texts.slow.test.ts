import { describe, expect, test } from "vitest";
import { FORMATS } from "../../src/schema/formats.js";
import { loadCheck } from "./load-check.js";

// A text may be as long as a body, and whoever sends it picks what it repeats.

const STARTS = [
  "",
  '"',
  "a@",
  "a://",
  "a://[v1.",
  "/",
  "{",
  "P",
  "0.",
  "12:00:00.",
  "a/b;a=",
  "de-",
];
const REPEATED = [
  ...'a1.-/@%"\\:;=~[({ \u200c\ud800é😀',
  ..."%41 a. a- 1: :: ~0 \\a {a} {a, a| (?: (a)* \\p{L} [\\p{L}] -a -aaaaa ;a=b a. xn-- 1D 0e".split(
    " ",
  ),
];

/** The text that takes longest of those that repeat something up to a length. */
function slowest(check: (value: unknown) => boolean, length: number) {
  let worst = { text: "", ms: 0 };
  for (const start of STARTS) {
    for (const part of REPEATED) {
      const text = `${start}${part.repeat(length / part.length)}!`;
      const began = performance.now();
      check(text);
      const ms = performance.now() - began;
      if (ms > worst.ms) worst = { text: text.slice(0, 40), ms };
    }
  }
  return worst;
}

describe.each([...FORMATS].flatMap(([format, { string }]) => (string ? [{ format, string }] : [])))(
  "$format",
  ({ string }) => {
    test("takes time that grows with the length, and stack that does not", async () => {
      const check = await loadCheck(string);
      // Were it to grow with the square, a hundredth of this would take milliseconds.
      const { text, ms } = slowest(check, 100_000);
      expect(ms, text).toBeLessThan(500);
      for (const part of ["a", "é", "%41", "a."]) {
        expect(() => check(part.repeat(10_000_000 / part.length)), part).not.toThrow();
      }
    });
  },
);
