import { Reporter } from "../diagnostics/reporter.js";
import { shareEqual } from "../memory/share-equal.js";
import { checkValue } from "./check-value.js";
import { hasDuplicates } from "./check-duplicates.js";
import { JsonText } from "./json-text.js";
import type { ParsedText } from "./parse-text.js";

/**
 * What files of a document held when they were read last, so that what did not change in them is the
 * same objects, and is not parsed again where that is clear from their texts.
 */
export class FollowedFiles {
  readonly #parsed = new Map<string, ParsedText>();
  /** Those in JSON that nothing was wrong with. */
  readonly #texts = new Map<string, JsonText>();

  /** What a file holds now, made of the parts of what it held before wherever these are equal. */
  share(path: string, { value, syntax }: ParsedText): ParsedText {
    const shared = { value: shareEqual(this.#parsed.get(path)?.value, value), syntax };
    this.#parsed.set(path, shared);
    return shared;
  }

  /** Makes `change` possible from this text on, which nothing is wrong with. */
  follow(path: string, text: string, { syntax }: ParsedText): void {
    if (syntax === "json" && !this.#texts.has(path)) this.#texts.set(path, new JsonText(text));
  }

  /** What a file holds now, where only one object in it differs; undefined: it must be parsed whole. */
  change(path: string, text: string): ParsedText | undefined {
    const before = this.#parsed.get(path);
    const changed = this.#texts.get(path)?.change(text);
    if (before !== undefined && changed !== undefined) {
      const found = checkValue(changed.value, path, new Reporter());
      if (found !== undefined && !hasDuplicates(changed.text, found.keyCount)) {
        return { value: replaced(before.value, changed.keys, changed.value), syntax: "json" };
      }
    }
    this.#texts.delete(path);
    return undefined;
  }
}

/** An object with another value in it at a place. */
function replaced(value: unknown, [key, ...keys]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: replaced(members[key], keys, by) };
}
