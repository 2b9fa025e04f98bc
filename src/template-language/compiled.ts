import type { Code } from "../code/code-kit.js";
import { binary, call, lit, ts } from "../code/code-kit.js";

/**
 * A piece of a template as an expression, and what is known of its value: a "value" is any, but
 * something; a "nullable" may be null, which stands for what is not there.
 */
export interface Compiled {
  readonly code: Code;
  readonly kind: "string" | "integer" | "boolean" | "value" | "nullable";
}

/** What is not there: Velocity as Amazon runs it takes it for an empty text. */
export function present({ code, kind }: Compiled): Code {
  return kind === "nullable" ? binary("??", [code, lit("")]) : code;
}

/** What it prints, as an operand of `+`. */
export function printed({ code, kind }: Compiled, textOf: () => Code): Code {
  if (kind === "string") return code;
  return kind === "nullable" || kind === "value"
    ? call(textOf(), [code])
    : call(ts`String`, [code]);
}
