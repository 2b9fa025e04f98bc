import { checkDepth } from "./bounds.js";
import { doubleText } from "./double-text.js";
import { TextBuilder } from "./text-builder.js";
import { text } from "./text.js";
import { Double, Entry, Native, type Value } from "./value.js";

/**
 * The JSON that Amazon API Gateway prints, which is json-smart's: without spaces, Doubles as Java
 * writes them (`1.0`), and no character escaped but control characters and punctuation of Unicode.
 */
export function jsonText(value: Value): string {
  const builder = new TextBuilder();
  write(value, builder, 0);
  return builder.text;
}

function write(value: Value, to: TextBuilder, depth: number): void {
  checkDepth(depth);
  if (Array.isArray(value)) writeList(value, to, depth);
  else if (value instanceof Map) writeMembers(value, to, depth);
  else if (value instanceof Entry) writeMembers([[value.key, value.value]], to, depth);
  else to.add(scalarText(value));
}

function writeList(list: readonly Value[], to: TextBuilder, depth: number): void {
  let before = "[";
  for (const item of list) {
    write(item, to.add(before), depth + 1);
    before = ",";
  }
  to.add(before === "[" ? "[]" : "]");
}

function writeMembers(members: Iterable<[Value, Value]>, to: TextBuilder, depth: number): void {
  let before = "{";
  for (const [key, value] of members) {
    write(value, to.add(`${before}${quoted(text(key))}:`), depth + 1);
    before = ",";
  }
  to.add(before === "{" ? "{}" : "}");
}

function scalarText(value: null | string | boolean | number | bigint | Double | Native): string {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Native) return '""';
  if (value instanceof Double) return decimal(value.value);
  // A number that is not whole is a Double.
  return typeof value === "number" && !Number.isInteger(value) ? decimal(value) : String(value);
}

function decimal(value: number): string {
  return Math.abs(value) === Infinity ? "null" : doubleText(value);
}

function quoted(value: string): string {
  return SPECIAL.test(value) ? `"${value.replaceAll(EACH_SPECIAL, escaped)}"` : `"${value}"`;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT.get(character) ?? `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Quotes, backslashes, control characters and U+2000 to U+20FF: what is in none of these ranges. */
const SPECIAL = /[^ !#-[\]-~\u00A0-\u1FFF\u2100-\uFFFF]/;
const EACH_SPECIAL = new RegExp(SPECIAL, "g");

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);
