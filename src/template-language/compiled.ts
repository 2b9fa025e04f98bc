import type { Code } from "../code/code-kit.js";
import { binary, call, lit, ts } from "../code/code-kit.js";
import type { Narrowing } from "./narrowing.js";

/**
 * A piece of a template as an expression, and what is known of its value: a "value" is any, but
 * something; a "nullable" may be null, which stands for what is not there.
 */
export interface Compiled {
  readonly code: Code;
  readonly kind: "string" | "integer" | "boolean" | "value" | "nullable";
  /** Whether it is one text to TypeScript, which takes comparing that with another for a mistake. */
  readonly isOneText?: boolean;
  /** The name of what is one text where it equals one. */
  readonly narrowed?: string;
  readonly narrows?: Narrowing | undefined;
}

/** What is not there. */
export const NOTHING: Compiled = { code: lit(null), kind: "nullable" };

/** What is not there: Velocity as Amazon runs it takes it for an empty text. */
export function present({ code, kind }: Compiled): Code {
  if (code === NOTHING.code) return lit("");
  return kind === "nullable" ? binary("??", [code, lit("")]) : code;
}

/** What it prints, as an operand of `+`. */
export function printed({ code, kind }: Compiled, textOf: () => Code): Code {
  if (kind === "string") return code;
  return kind === "nullable" || kind === "value"
    ? call(textOf(), [code])
    : call(ts`String`, [code]);
}
