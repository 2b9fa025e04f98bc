import type { AST } from "@eslint-community/regexpp";
import type { CharacterTest } from "./alphabet.js";

/** Where a match begins: the position before all others, which tests nothing. */
export const START = 0;

/**
 * A pattern as its positions (Glushkov's automaton): the places in it that test a character. As many
 * ways as lead from one position to another without a character between, so many times `next` says
 * so.
 */
export interface Automaton {
  /** The test of each position. */
  readonly tests: readonly CharacterTest[];
  /** The positions that may come after each position. */
  readonly next: readonly (readonly number[])[];
}

/** More than this is no pattern that a person wrote. */
const MAX_POSITIONS = 10_000;
const MAX_SIZE = 200_000;
/** Ways to take no character, which all end where the next test fails: `(?:a?|b?)` has two. */
const MAX_EMPTY = 32;

/**
 * Every way that the backtracking engine may go when it searches a text, and more: an assertion (`$`,
 * `\b`) never fails here. Undefined where ways cannot be told so: for patterns that are too large, and
 * where lookbehind may go far.
 */
export function buildAutomaton(pattern: AST.Pattern): Automaton | undefined {
  try {
    return new AutomatonBuilder().build(pattern);
  } catch (error) {
    if (error instanceof NoAutomaton) return undefined;
    throw error;
  }
}

class NoAutomaton extends Error {}

/** A part of a pattern: where it may begin and end, and how many ways it takes no character. */
interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: number;
}

const EMPTY: Part = { first: [], last: [], empty: 1 };
const NEVER: Part = { first: [], last: [], empty: 0 };

class AutomatonBuilder {
  readonly #tests: CharacterTest[] = [undefined];
  readonly #next: number[][] = [[]];
  #size = 0;
  /**
   * What a match may go on to take when it has succeeded already, such as the end of `[a-z]+`. This
   * happens once, where it is reached first.
   */
  readonly #tails: Part[] = [];

  build({ alternatives }: AST.Pattern): Automaton {
    const part = (anchored: boolean) =>
      this.#either(
        alternatives
          .filter((each) => isAnchored(each) === anchored)
          .map((each) => this.#sequence(each.elements, true)),
      );
    // Without `^`, the engine tries every place of the text in turn.
    const skipped = this.#loop(this.#position(undefined));
    const whole = this.#either([part(true), this.#then(skipped, part(false)), ...this.#tails]);
    this.#connect([START], whole.first);
    return { tests: this.#tests, next: this.#next };
  }

  /** @param isTail whether the match has succeeded where this ends */
  #element(element: AST.Element, isTail: boolean): Part {
    this.#count(1);
    switch (element.type) {
      case "Character":
      case "CharacterSet":
        return this.#position(element);
      case "CharacterClass":
        // Sets of strings take the flag `v`, which no pattern here has.
        if (element.unicodeSets) throw new NoAutomaton();
        return this.#position(element);
      case "Group":
      case "CapturingGroup":
        return this.#group(element, isTail);
      case "Quantifier":
        return this.#quantifier(element, isTail);
      case "Assertion":
        if (element.kind === "lookbehind" && !isShort(element)) throw new NoAutomaton();
        // The engine goes all ways through a lookahead, and then on from where it began.
        return element.kind === "lookahead"
          ? { ...EMPTY, first: this.#group(element, false).first }
          : EMPTY;
      case "Backreference":
        return this.#reference(element);
      default:
        throw new NoAutomaton();
    }
  }

  #group({ alternatives }: { readonly alternatives: AST.Alternative[] }, isTail: boolean): Part {
    return this.#either(alternatives.map((each) => this.#sequence(each.elements, isTail)));
  }

  /** Takes what the group took, which the group could take again; nothing if it took no part. */
  #reference({ start, resolved }: AST.Backreference): Part {
    const before = [resolved].flat().filter((group) => group.end <= start);
    return this.#either([EMPTY, ...before.map((group) => this.#group(group, false))]);
  }

  #sequence(elements: readonly AST.Element[], isTail: boolean): Part {
    return elements.reduce<Part>(
      (before, element, index) =>
        this.#then(before, this.#element(element, isTail && index === elements.length - 1)),
      EMPTY,
    );
  }

  #quantifier({ element, min, max }: AST.Quantifier, isTail: boolean): Part {
    const copy = () => this.#element(element, false);
    let required = EMPTY;
    for (let count = 0; count < min; count++) required = this.#then(required, copy());
    if (max === min) return required;
    const optional = max === Infinity ? this.#loop(copy()) : this.#optional(copy, max - min);
    if (!isTail) return this.#then(required, optional);
    this.#tails.push(optional);
    return required;
  }

  /** Any number of times; the engine gives a round up that took no character. */
  #loop({ first, last }: Part): Part {
    this.#connect(last, first);
    return { first, last, empty: 1 };
  }

  #optional(copy: () => Part, times: number): Part {
    const { first, last } = copy();
    const ends = [...last];
    let before = last;
    for (let count = 1; count < times; count++) {
      const again = copy();
      this.#connect(before, again.first);
      ends.push(...again.last);
      before = again.last;
    }
    return { first, last: ends, empty: 1 };
  }

  #then(before: Part, after: Part): Part {
    this.#connect(before.last, after.first);
    if (before.empty * after.empty > MAX_EMPTY) throw new NoAutomaton();
    return {
      first: [...before.first, ...this.#times(after.first, before.empty)],
      last: [...this.#times(before.last, after.empty), ...after.last],
      empty: before.empty * after.empty,
    };
  }

  #either(parts: readonly Part[]): Part {
    return parts.reduce(
      (one, other) => ({
        first: [...one.first, ...other.first],
        last: [...one.last, ...other.last],
        empty: one.empty + other.empty,
      }),
      NEVER,
    );
  }

  #times(positions: readonly number[], times: number): readonly number[] {
    if (times === 1) return positions;
    this.#count(positions.length * times);
    return Array.from({ length: times }, () => positions).flat();
  }

  #position(test: CharacterTest): Part {
    const position = this.#tests.push(test) - 1;
    this.#next.push([]);
    if (position > MAX_POSITIONS) throw new NoAutomaton();
    return { first: [position], last: [position], empty: 0 };
  }

  #connect(from: readonly number[], to: readonly number[]): void {
    this.#count(from.length * to.length);
    for (const position of from) to.forEach((each) => this.#next[position]?.push(each));
  }

  #count(added: number): void {
    this.#size += added;
    if (this.#size > MAX_SIZE) throw new NoAutomaton();
  }
}

/** Whether a group takes a few characters at most, one way or another. */
function isShort({ alternatives }: { readonly alternatives: readonly AST.Alternative[] }): boolean {
  return alternatives.every(({ elements }) =>
    elements.every(
      (element) =>
        !["Quantifier", "Backreference"].includes(element.type) &&
        (!("alternatives" in element) || isShort(element)),
    ),
  );
}

/** Whether an alternative can match at the beginning of the text only, and fails elsewhere at once. */
function isAnchored({ elements }: AST.Alternative): boolean {
  const first = elements.find((each) => each.type !== "Assertion" || each.kind !== "word");
  switch (first?.type) {
    case "Assertion":
      if (first.kind === "start") return true;
      return first.kind === "lookahead" && !first.negate && first.alternatives.every(isAnchored);
    case "Group":
    case "CapturingGroup":
      return first.alternatives.every(isAnchored);
    default:
      return false;
  }
}
