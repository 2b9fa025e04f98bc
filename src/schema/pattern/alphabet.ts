import type { AST } from "@eslint-community/regexpp";

/** What one character of the text is compared with; undefined takes any. */
export type CharacterTest =
  AST.Character | AST.CharacterSet | AST.ClassRangesCharacterClass | undefined;

/** What a class of characters is made of. */
type Element = AST.Character | AST.CharacterClassRange | AST.CharacterSet;

/** A kind of characters that tests cannot tell apart: which of the tests it passes. */
export type Letter = readonly boolean[];

/** Where `\s` and `.` begin or end to take characters beyond ASCII. */
const BLANKS = [
  0xa0, 0xa1, 0x1680, 0x1681, 0x2000, 0x200b, 0x2028, 0x2029, 0x202a, 0x202f, 0x2030, 0x205f,
  0x2060, 0x3000, 0x3001, 0xfeff, 0xff00,
];

/**
 * The letters that `tests` can tell apart. Properties of Unicode (`\p{L}`) differ from version to
 * version; beyond ASCII they count as passed and as failed, whichever leaves more ways to match.
 */
export function lettersOf(tests: readonly CharacterTest[]): readonly Letter[] {
  const starts = new Set([...Array(0x81).keys(), ...BLANKS, ...tests.flatMap(boundaries)]);
  const checks = tests.map(mayPass);
  const letters = new Map<string, Letter>();
  for (const codePoint of starts) {
    const letter = checks.map((check) => check(codePoint));
    letters.set(letter.map(Number).join(""), letter);
  }
  return [...letters.values()];
}

/** The code points at which `test` may begin or end to pass, besides ASCII and blanks. */
function boundaries(test: CharacterTest): readonly number[] {
  return elementsOf(test).flatMap((element) => {
    if (element.type === "Character") return [element.value, element.value + 1];
    if (element.type === "CharacterClassRange") return [element.min.value, element.max.value + 1];
    return [];
  });
}

function mayPass(test: CharacterTest): (codePoint: number) => boolean {
  if (test === undefined) return () => true;
  const elements = elementsOf(test);
  const negate = test.type === "CharacterClass" && test.negate;
  const varies = elements.some((each) => each.type === "CharacterSet" && each.kind === "property");
  const checks = elements.map(isIn);
  return (codePoint) =>
    (varies && codePoint > 0x7f) || checks.some((check) => check(codePoint)) !== negate;
}

function elementsOf(test: CharacterTest): readonly Element[] {
  if (test === undefined) return [];
  return test.type === "CharacterClass" ? test.elements : [test];
}

function isIn(element: Element): (codePoint: number) => boolean {
  if (element.type === "Character") return (codePoint) => codePoint === element.value;
  if (element.type === "CharacterClassRange") {
    return (codePoint) => element.min.value <= codePoint && codePoint <= element.max.value;
  }
  const set = new RegExp(element.raw, "u");
  return (codePoint) => set.test(String.fromCodePoint(codePoint));
}
