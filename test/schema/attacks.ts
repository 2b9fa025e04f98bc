import { buildAutomaton, START } from "../../src/schema/pattern/automaton.js";
import type { ParsedPattern } from "../../src/schema/pattern/parse-pattern.js";

const CHARACTERS = [...Array(0x7f).keys()].map((code) => String.fromCharCode(code)).concat("é");

/**
 * Texts that a pattern nearly matches: they lead to each position that can be reached again, go round
 * there, and end in what does not belong. Going round is what takes a backtracking engine for ever.
 */
export function attacksOn({ tree, flags }: ParsedPattern, length: number): readonly string[] {
  const automaton = buildAutomaton(tree) ?? { tests: [], next: [] };
  const characters = automaton.tests.map((test) => {
    const matches = test && new RegExp(`^${test.raw}$`, flags);
    return CHARACTERS.toReversed().find((each) => matches?.test(each) ?? true) ?? "?";
  });
  /** The shortest text that leads from one position to another. */
  const lead = (from: number, to: number): string | undefined => {
    const texts = new Map<number, string>();
    let reached = [from];
    while (reached.length > 0 && !texts.has(to)) {
      reached = reached.flatMap((position) =>
        (automaton.next[position] ?? []).filter((next) => {
          if (texts.has(next)) return false;
          texts.set(next, (texts.get(position) ?? "") + characters[next]);
          return true;
        }),
      );
    }
    return texts.get(to);
  };
  const texts = automaton.tests.flatMap((_, position) => {
    const [start, round] = [lead(START, position), lead(position, position)];
    if (start === undefined || round === undefined) return [];
    const pumped = round.repeat(Math.ceil(length / round.length));
    return ["", "!", "\n", "\0\n"].map((end) => start + pumped + end);
  });
  return [...new Set(texts)];
}
