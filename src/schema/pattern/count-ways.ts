import { type CharacterTest, type Letter, lettersOf } from "./alphabet.js";
import { type Automaton, START } from "./automaton.js";

/** How many ways lead to each position, for some text. */
type Ways = ReadonlyMap<number, number>;

/** More work than this proves nothing. */
const MAX_STEPS = 2_000_000;

/**
 * Whether no text, up to a length, can be read in more than `most` ways at once, so that the
 * backtracking engine looks at each of its characters so many times at most. All texts that lead to
 * the same ways are one; if there is a bound at all, there are few of these.
 */
export function hasFewWays(automaton: Automaton, most: number, length = Infinity): boolean {
  return explore(automaton, { ways: most, length });
}

/**
 * Whether an engine that goes all ways at once, as RE2 does, is in one of at most `most` states
 * after any text. It remembers where each state leads, and has to find it out again if they are many.
 */
export function hasFewStates(automaton: Automaton, most: number): boolean {
  return explore(automaton, { states: most });
}

interface Bounds {
  /** Ways to read one text. Unless there is such a bound, to a position there is one or none. */
  readonly ways?: number;
  readonly states?: number;
  readonly length?: number;
}

/** Whether every text keeps the bounds, as far as that can be told. */
function explore(
  automaton: Automaton,
  { ways: maxWays, states = Infinity, length = Infinity }: Bounds,
): boolean {
  const { letters, accepts } = readTests(automaton.tests);
  const seen = new Set<string>();
  let steps = 0;
  let level: readonly Ways[] = [new Map([[START, 1]])];
  for (let depth = 0; depth < length && level.length > 0; depth++) {
    const longer: Ways[] = [];
    for (const ways of level) {
      for (const letter of letters) {
        const after = new Map<number, number>();
        let total = 0;
        for (const [position, count] of ways) {
          for (const next of automaton.next[position] ?? []) {
            if (++steps > MAX_STEPS) return false;
            if (!accepts(next, letter)) continue;
            total += count;
            if (maxWays !== undefined && total > maxWays) return false;
            after.set(next, maxWays === undefined ? 1 : (after.get(next) ?? 0) + count);
          }
        }
        const key = keyOf(after);
        if (total === 0 || seen.has(key)) continue;
        if (seen.add(key).size > states) return false;
        longer.push(after);
      }
    }
    level = longer;
  }
  return true;
}

/** The letters that matter, and which positions take them. Equal tests are looked at once. */
function readTests(tests: readonly CharacterTest[]) {
  const distinct = new Map(tests.map((test) => [test?.raw, test]));
  const index = new Map([...distinct.keys()].map((raw, position) => [raw, position]));
  const columns = tests.map((test) => index.get(test?.raw) ?? 0);
  const letters = lettersOf([...distinct.values()]);
  const accepts = (position: number, letter: Letter) => letter[columns[position] ?? 0] === true;
  return { letters, accepts };
}

function keyOf(ways: Ways): string {
  return [...ways].toSorted(([a], [b]) => a - b).join(" ");
}
