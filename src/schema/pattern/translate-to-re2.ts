import type { AST } from "@eslint-community/regexpp";
import type { ParsedPattern } from "./parse-pattern.js";

/** What RE2 cannot do, in words that follow "RE2 ". */
export class Untranslatable extends Error {}

/** Inside brackets: what ECMA-262 takes for blank. RE2's own `\s` is five characters of ASCII. */
const BLANK = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const NOT_BLANK = String.raw`\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`;
const NOT_LINE_END = String.raw`[^\n\r\x{2028}\x{2029}]`;
const ANYTHING = String.raw`\x{0}-\x{10ffff}`;

/**
 * The pattern in RE2's language, to be searched for in a text; throws Untranslatable. RE2 reads code
 * points, as `u` does: a pattern that is valid without `u` only is read so too, which is how JSON
 * Schema counts characters.
 */
export function translateToRe2({ tree }: ParsedPattern): string {
  return printAlternatives(tree.alternatives);
}

function printAlternatives(alternatives: readonly AST.Alternative[]): string {
  return alternatives.map(({ elements }) => elements.map(printElement).join("")).join("|");
}

function printElement(element: AST.Element): string {
  switch (element.type) {
    case "Character":
      return printCharacter(element);
    case "CharacterSet":
      if (element.kind === "any") return NOT_LINE_END;
      return element.kind === "space" ? `[${printSet(element)}]` : printSet(element);
    case "CharacterClass":
      return printClass(element);
    case "Group":
    case "CapturingGroup":
      return `(?:${printAlternatives(element.alternatives)})`;
    case "Quantifier":
      return printElement(element.element) + printCount(element);
    case "Assertion":
      return printAssertion(element);
    default:
      throw new Untranslatable("has no references to what was matched before");
  }
}

function printCount({ min, max, greedy }: AST.Quantifier): string {
  return printBounds(min, max) + (greedy ? "" : "?");
}

function printBounds(min: number, max: number): string {
  if (min === 0 && max === 1) return "?";
  if (max === Infinity) return ["*", "+"][min] ?? `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printAssertion(assertion: AST.Assertion): string {
  switch (assertion.kind) {
    case "start":
      return String.raw`\A`;
    case "end":
      return String.raw`\z`;
    case "word":
      return assertion.negate ? String.raw`\B` : String.raw`\b`;
    default:
      throw new Untranslatable("looks neither ahead nor behind");
  }
}

function printClass(characterClass: AST.CharacterClass): string {
  const { negate, elements } = characterClass;
  if (elements.length === 0) return `[${negate ? "" : "^"}${ANYTHING}]`;
  const printed = elements.map((element) => {
    switch (element.type) {
      case "Character":
        return printCharacter(element);
      case "CharacterClassRange":
        return `${printCharacter(element.min)}-${printCharacter(element.max)}`;
      case "CharacterSet":
        return printSet(element);
      default:
        throw new Untranslatable("has no classes within classes");
    }
  });
  return `[${negate ? "^" : ""}${printed.join("")}]`;
}

/** A set as it stands inside brackets. */
function printSet(set: Exclude<AST.CharacterSet, AST.AnyCharacterSet>): string {
  switch (set.kind) {
    case "space":
      return set.negate ? NOT_BLANK : BLANK;
    case "digit":
    case "word":
      return set.raw;
    case "property": {
      if (/^(?:scx|Script_Extensions)$/.test(set.key))
        throw new Untranslatable(`has no ${set.raw}`);
      return `\\${set.negate ? "P" : "p"}{${set.value ?? set.key}}`;
    }
  }
}

/** A character as it stands inside brackets, and outside. */
function printCharacter({ value }: AST.Character): string {
  if (value >= 0xd800 && value <= 0xdfff) {
    throw new Untranslatable("reads characters, not halves of them");
  }
  const character = String.fromCodePoint(value);
  if (/^[\w !"#%&',/:;<=>@`~]$/.test(character)) return character;
  return /^[!-~]$/.test(character) ? `\\${character}` : `\\x{${value.toString(16)}}`;
}
