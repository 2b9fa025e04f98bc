import { array } from "./array.js";
import { binary } from "./binary.js";
import { type Code, codeOf } from "./code.js";
import { InternalError } from "./internal-error.js";
import { object } from "./object.js";
import { key } from "./property-key.js";
import { stringLiteral } from "./string-literal.js";

/**
 * A JSON value (or `undefined`) as an expression that evaluates to exactly that value. A text of
 * several lines becomes a sum of one literal a line, so that a changed line is a changed line; use
 * `literalType` where the grammar wants one literal.
 */
export function lit(value: unknown): Code {
  if (typeof value === "string") return textLiteral(value);
  if (Array.isArray(value)) return array(Array.from(value, lit));
  if (isRecord(value)) {
    return object(Object.entries(value).map(([name, member]) => [key(name), lit(member)] as const));
  }
  return token(scalar(value));
}

/** One literal, never a sum: for a literal type, a `case`, an enum. */
export function literalType(value: string | number | boolean | null): Code {
  return token(typeof value === "string" ? stringLiteral(value) : scalar(value));
}

function textLiteral(text: string): Code {
  if (!text.includes("\n")) return token(stringLiteral(text));
  const lines = text.split(/(?<=\n)/);
  return binary(
    "+",
    lines.map((line) => token(stringLiteral(line))),
  );
}

function scalar(value: unknown): string {
  if (typeof value === "number") return numberLiteral(value);
  if (value === undefined || value === null || typeof value === "boolean") return String(value);
  throw new InternalError(`lit takes JSON values, not a ${typeof value}`);
}

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new InternalError(`no literal for ${value}`);
  if (Object.is(value, -0)) return "-0";
  const text = String(value);
  // From five digits on, in groups of three: 29_000.
  return /^-?\d{5,}$/.test(text)
    ? text.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, "_")
    : text.replace("e+", "e");
}

function token(text: string): Code {
  return codeOf(text, { kind: "text", text });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
