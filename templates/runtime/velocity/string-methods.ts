import { boundedText } from "./bounds.js";
import { formatText } from "./format-text.js";
import { javaTrim } from "./java-trim.js";
import { isAny, isInt, isList, isText } from "./kinds.js";
import { type Method, methods, none, one, overloaded, two } from "./method.js";
import { replaceLiteral } from "./replace-literal.js";
import { TemplateError } from "./template-error.js";
import { text } from "./text.js";
import { TextBuilder } from "./text-builder.js";
import { ArrayList, type Value } from "./value.js";

/** `java.lang.String`, but for the methods that take patterns. */
export const stringMethods = methods<string>({
  length: none((target) => target.length),
  isEmpty: none((target) => target === ""),
  charAt: one(isInt, (target, at) => slice(target, at, at + 1)),
  substring: overloaded(
    one(isInt, (target, from) => slice(target, from, target.length)),
    two(isInt, isInt, slice),
  ),
  contains: one(isText, (target, part) => target.includes(part)),
  startsWith: overloaded(
    one(isText, (target, part) => target.startsWith(part)),
    two(
      isText,
      isInt,
      (target, part, from) => from >= 0 && from <= target.length && target.startsWith(part, from),
    ),
  ),
  endsWith: one(isText, (target, part) => target.endsWith(part)),
  indexOf: found((target, part, from = 0) => target.indexOf(part, from)),
  lastIndexOf: found((target, part, from = target.length) =>
    from < 0 ? -1 : target.lastIndexOf(part, from),
  ),
  concat: one(isText, (target, other) => boundedText(target + other)),
  replace: two(isText, isText, replaceLiteral),
  toLowerCase: none((target) => target.toLowerCase()),
  toUpperCase: none((target) => boundedText(target.toUpperCase())),
  trim: none(javaTrim),
  toCharArray: none((target) => ArrayList.from(target.split(""))),
  equalsIgnoreCase: one(isText, (target, other) => fold(target) === fold(other)),
  contentEquals: one(isText, (target, other) => target === other),
  compareTo: one(isText, compare),
  compareToIgnoreCase: one(isText, (target, other) => compare(fold(target), fold(other))),
  // What follows is static in Java: the target does not matter.
  valueOf: one(isAny, (_target, value) => text(value)),
  format: (_target, [template, ...args]) =>
    typeof template === "string" ? formatText(template, args) : undefined,
  join: (_target, [separator, ...parts]) =>
    typeof separator === "string" ? join(separator, parts) : undefined,
});

function slice(target: string, from: number, to: number): string {
  if (from >= 0 && from <= to && to <= target.length) return target.slice(from, to);
  throw new TemplateError("a template reads beyond the end of a text");
}

/** Looks for a text, or for the character of a code. */
function found(find: (target: string, part: string, from?: number) => number): Method<string> {
  const char = (code: number): string =>
    code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\0none";
  return overloaded(
    one(isText, (target, part) => find(target, part)),
    two(isText, isInt, find),
    one(isInt, (target, code) => find(target, char(code))),
    two(isInt, isInt, (target, code, from) => find(target, char(code), from)),
  );
}

/** Java's way to ignore case: by character, so that `ß` is not `ss`. */
function fold(value: string): string {
  return value.replace(/[^]/g, (char) => {
    const upper = char.toUpperCase();
    const folded = (upper.length === 1 ? upper : char).toLowerCase();
    return folded.length === 1 ? folded : char;
  });
}

function compare(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const difference = left.charCodeAt(i) - right.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function join(separator: string, parts: readonly Value[]): string {
  const [only = null] = parts;
  const items = parts.length === 1 && isList(only) ? only : parts;
  const builder = new TextBuilder();
  items.forEach((item, i) => {
    if (i > 0) builder.add(separator);
    builder.add(item === null ? "null" : text(item));
  });
  return builder.text;
}
