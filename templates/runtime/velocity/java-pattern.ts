import { type Matcher, RE2JS } from "re2js";
import { TemplateError } from "./template-error.js";

/** Where a pattern was found, until the next is looked for. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** Undefined: there is no such group. One that took no part is empty. */
  readonly group: (group: number | string) => string | undefined;
}

export interface JavaPattern {
  /** Whether the whole text is what the pattern says. */
  matches(text: string): boolean;
  findAll(text: string): Iterable<Found>;
}

/** The pattern may be made of what callers send, so that there is a bound to what is remembered. */
const cache = new Map<string, JavaPattern>();
const MAX_CACHED = 100;
const MAX_LENGTH = 1000;

/**
 * A regular expression of Java's. A text is searched as a text; what is more runs on RE2, which takes
 * time in proportion to the text whoever wrote the pattern. RE2 has no lookaround, back references and
 * possessive quantifiers, and they throw.
 */
export function javaPattern(expression: string): JavaPattern {
  const cached = cache.get(expression);
  if (cached !== undefined) return cached;
  const compiled = compile(expression);
  const [oldest] = cache.keys();
  if (cache.size >= MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  if (expression.length <= MAX_LENGTH) cache.set(expression, compiled);
  return compiled;
}

function compile(expression: string): JavaPattern {
  const literal = literalOf(expression);
  return literal === undefined ? new Re2(expression) : new Literal(literal);
}

/** What the expression finds, if that is one text. */
function literalOf(expression: string): string | undefined {
  const unescaped = expression.replace(/\\[^a-zA-Z0-9]/g, "");
  if (expression === "" || /[\\[\](){}.*+?^$|]/.test(unescaped)) return undefined;
  return expression.replace(/\\([^])/g, "$1");
}

class Literal implements JavaPattern {
  constructor(readonly literal: string) {}

  matches(text: string): boolean {
    return text === this.literal;
  }

  *findAll(text: string): Iterable<Found> {
    const { literal } = this;
    let start = text.indexOf(literal);
    while (start !== -1) {
      const end = start + literal.length;
      yield { start, end, group: (group) => (group === 0 ? literal : undefined) };
      start = text.indexOf(literal, end);
    }
  }
}

class Re2 implements JavaPattern {
  readonly #pattern: RE2JS;

  constructor(expression: string) {
    if (expression.length > MAX_LENGTH) throw new TemplateError("a pattern is too long");
    refuseOtherMeanings(expression);
    try {
      this.#pattern = RE2JS.compile(expression);
    } catch (cause) {
      throw new TemplateError("a pattern is not one that can be run", { cause });
    }
  }

  matches(text: string): boolean {
    return this.#pattern.matches(text);
  }

  *findAll(text: string): Iterable<Found> {
    const matcher = this.#pattern.matcher(text);
    while (matcher.find())
      yield {
        start: matcher.start(),
        end: matcher.end(),
        group: (group) => groupOf(matcher, group),
      };
  }
}

function groupOf(matcher: Matcher, group: number | string): string | undefined {
  const is =
    typeof group === "number"
      ? group <= matcher.groupCount()
      : Object.hasOwn(matcher.namedGroups, group);
  return is ? (matcher.group(group) ?? "") : undefined;
}

/** What both languages take, and take for different things. */
function refuseOtherMeanings(expression: string): void {
  const escaped = [...expression.matchAll(/\\([^])/g)].map(([, char = ""]) => char);
  const rest = expression.replace(/\\[^]/g, "");
  const classes = rest.match(/\[\^?\]?[^\]]*/g) ?? [];
  if (
    // Back references, and a class of characters that is but one to RE2.
    escaped.some((char) => /[1-9v]/.test(char)) ||
    /\(\?[a-z]*U/.test(rest) ||
    // Java unites and intersects classes within classes.
    classes.some((inner) => /^\[.*(?:\[|&&)/s.test(inner))
  )
    throw new TemplateError("a pattern has what cannot be run");
}
