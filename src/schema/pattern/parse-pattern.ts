import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** A pattern, read with the flags that it takes. */
export interface ParsedPattern {
  readonly source: string;
  readonly flags: "u" | "";
  readonly tree: AST.Pattern;
}

/** The oldest Node that runs generated gateways knows this much. */
const parser = new RegExpParser({ ecmaVersion: 2023 });

/** Longer ones are no pattern that a person wrote. */
const MAX_LENGTH = 10_000;
/** Deeper nesting, which needs as many groups, could exhaust the stack of who reads it. */
const MAX_GROUPS = 500;

/**
 * Reads a pattern as ECMA-262 does: with the flag `u`, as JSON Schema 2020-12 wants it, or without
 * where the pattern is valid only so (`\-`, `[\w-_]`). Letters are not escaped in vain: `\A` or a
 * `\p{L}` would then stand for the letter, which nobody means. Throws a SyntaxError that says what is
 * wrong.
 */
export function parsePattern(source: string): ParsedPattern {
  if (source.length > MAX_LENGTH) throw new SyntaxError("Too long");
  if (source.split("(").length > MAX_GROUPS) throw new SyntaxError("Too many groups");
  try {
    return parse(source, "u");
  } catch (error) {
    const pattern = parseWithout(source);
    if (pattern !== undefined) return pattern;
    const prefix = `Invalid regular expression: /${source}/u: `;
    throw error instanceof SyntaxError ? new SyntaxError(error.message.replace(prefix, "")) : error;
  }
}

function parse(source: string, flags: ParsedPattern["flags"]): ParsedPattern {
  const unicode = flags === "u";
  return { source, flags, tree: parser.parsePattern(source, 0, source.length, { unicode }) };
}

/** Undefined where the pattern is not valid without `u` either, or escapes a letter in vain. */
function parseWithout(source: string): ParsedPattern | undefined {
  try {
    const pattern = parse(source, "");
    let isMeant = true;
    visitRegExpAST(pattern.tree, {
      onCharacterEnter: ({ raw, value }) => {
        if (/^\\[a-z]$/i.test(raw) && raw.charCodeAt(1) === value) isMeant = false;
      },
    });
    return isMeant ? pattern : undefined;
  } catch {
    return undefined;
  }
}
