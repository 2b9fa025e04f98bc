import { checkItems } from "./bounds.js";
import { isInt, isText } from "./kinds.js";
import { type Found, javaPattern } from "./java-pattern.js";
import { type Method, one, overloaded, two } from "./method.js";
import { type Group, piecesOf } from "./replacement.js";
import { TextBuilder } from "./text-builder.js";
import { ArrayList, type Value } from "./value.js";

/**
 * The methods of texts that take patterns. Templates call them by themselves, so that those that use
 * none do without the engine. On what is no text they answer nothing.
 */
export const matches = onText(
  one(isText, (target, pattern) => javaPattern(pattern).matches(target)),
);

export const replaceAll = onText(
  two(isText, isText, (target, pattern, by) =>
    replace(target, javaPattern(pattern).findAll(target), by),
  ),
);

export const replaceFirst = onText(
  two(isText, isText, (target, pattern, by) => {
    for (const found of javaPattern(pattern).findAll(target)) return replace(target, [found], by);
    return target;
  }),
);

/** Without empty texts at the end, unless a limit is given. */
export const split = onText(
  overloaded(
    one(isText, (target, pattern) => splitBy(target, pattern, 0)),
    two(isText, isInt, splitBy),
  ),
);

function onText(method: Method<string>): (target: Value, args: readonly Value[]) => Value {
  return (target, args) =>
    isText(target)
      ? (method(
          target,
          args.map((arg) => arg ?? ""),
        ) ?? null)
      : null;
}

function replace(target: string, places: Iterable<Found>, replacement: string): string {
  const builder = new TextBuilder();
  let pieces: readonly (string | Group)[] | undefined;
  let done = 0;
  for (const found of places) {
    pieces ??= piecesOf(replacement, found);
    builder.add(target.slice(done, found.start));
    for (const piece of pieces)
      builder.add(typeof piece === "string" ? piece : (found.group(piece.group) ?? ""));
    done = found.end;
  }
  return builder.add(target.slice(done)).text;
}

function splitBy(target: string, pattern: string, limit: number): Value {
  const parts = new ArrayList();
  let done = 0;
  for (const { start, end } of javaPattern(pattern).findAll(target)) {
    if (limit > 0 && parts.length === limit - 1) break;
    // What is found at the start without a character splits nothing off.
    if (end === 0) continue;
    parts.push(target.slice(done, start));
    checkItems(parts.length);
    done = end;
  }
  if (done === 0 && parts.length === 0) return ArrayList.of(target);
  parts.push(target.slice(done));
  return limit === 0 ? withoutEmptyEnd(parts) : parts;
}

function withoutEmptyEnd(parts: ArrayList): ArrayList {
  while (parts.at(-1) === "") parts.pop();
  return parts;
}
