import { createRequire } from "node:module";
import type * as Re2 from "re2js";
import { type Automaton, buildAutomaton } from "./automaton.js";
import { hasFewStates, hasFewWays } from "./count-ways.js";
import { type ParsedPattern, parsePattern } from "./parse-pattern.js";
import { translateToRe2, Untranslatable } from "./translate-to-re2.js";

/** What runs a pattern of the document on texts that an attacker may write. */
export type PatternJudgement =
  | {
      /** `new RegExp(pattern, flags)`, whose time grows no faster than the text. */
      readonly engine: "native";
      readonly flags: "u" | "";
    }
  | {
      /** RE2, whose time never does; the pattern could take the backtracking engine for ever. */
      readonly engine: "re2";
      /** The pattern in RE2's language. */
      readonly expression: string;
    }
  | {
      /** Nothing does. */
      readonly engine: "refused";
      /** The reason, in words that follow "the pattern …: ". */
      readonly why: string;
    };

/** How often the engine may look at each character: 10 MB then take a second or so. */
const MAX_WAYS = 32;
/** How often it may look at characters of a text that is known to be short: for a millisecond. */
const MAX_WORK = 100_000;
/** What re2js remembers easily. With more, 10 MB can take it a minute. */
const MAX_STATES = 1_000;

const TOO_SLOW = "a text can keep it busy for ever unless `maxLength` is small";

const require = createRequire(import.meta.url);
const judgements = new Map<string, PatternJudgement>();

/**
 * Judges which engine a `pattern` of JSON Schema, which is searched for in a text, may run on. The
 * judgement hangs on nothing but the arguments.
 * @param maxLength the schema's `maxLength`, if longer texts are refused before the pattern is tried
 */
export function judgePattern(pattern: string, maxLength?: number): PatternJudgement {
  const key = `${maxLength} ${pattern}`;
  const judgement = judgements.get(key) ?? judge(pattern, maxLength);
  judgements.set(key, judgement);
  return judgement;
}

function judge(source: string, maxLength: number | undefined): PatternJudgement {
  let pattern: ParsedPattern;
  try {
    pattern = parsePattern(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { engine: "refused", why: error.message };
  }
  const automaton = buildAutomaton(pattern.tree);
  if (automaton === undefined) {
    return { engine: "refused", why: "it is too large, or looks too far behind" };
  }
  if (isCheap(automaton, pattern, maxLength)) {
    return { engine: "native", flags: pattern.flags };
  }
  return judgeRe2(pattern, automaton);
}

/** A text has as many characters with `u` as it has code points, else twice that. */
function isCheap(
  automaton: Automaton,
  { flags }: ParsedPattern,
  maxLength: number | undefined,
): boolean {
  if (hasFewWays(automaton, MAX_WAYS)) return true;
  if (maxLength === undefined) return false;
  const length = flags === "u" ? maxLength : 2 * maxLength;
  const ways = Math.floor(MAX_WORK / length);
  return ways > MAX_WAYS && hasFewWays(automaton, ways, length);
}

function judgeRe2(pattern: ParsedPattern, automaton: Automaton): PatternJudgement {
  const refused = (why: string) =>
    ({ engine: "refused", why: `${TOO_SLOW}, and RE2 ${why}` }) as const;
  try {
    const expression = translateToRe2(pattern);
    if (!hasFewStates(automaton, MAX_STATES)) return refused("has too many states to be fast");
    const { RE2JS } = require("re2js") as typeof Re2;
    RE2JS.compile(expression);
    return { engine: "re2", expression };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refused(error instanceof Untranslatable ? error.message : `says: ${error.message}`);
  }
}
