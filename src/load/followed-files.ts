import { isDeepStrictEqual } from "node:util";
import { Reporter } from "../diagnostics/reporter.js";
import { shareEqual } from "../memory/share-equal.js";
import type { ValueFindings } from "./check-value.js";
import { checkValue } from "./check-value.js";
import { hasDuplicates } from "./check-duplicates.js";
import { JsonBytes } from "./json-bytes.js";
import { MAX_DEPTH, MAX_EXPANDED_SIZE } from "./limits.js";
import type { ParsedText } from "./parse-text.js";

/** What a file holds, and what a walk over that comes by where it need not be walked over again. */
export interface FollowedText extends ParsedText {
  readonly findings?: ValueFindings;
}

/**
 * What files of a document held when they were read last, so that what did not change in them is the
 * same objects, and is not decoded and parsed again where that is clear from their bytes.
 */
export class FollowedFiles {
  readonly #parsed = new Map<string, ParsedText>();
  /** Those in JSON that nothing was wrong with. */
  readonly #bytes = new Map<string, JsonBytes>();
  readonly #findings = new Map<string, ValueFindings>();

  /** What a file holds now, made of the parts of what it held before wherever these are equal. */
  share(path: string, { value, syntax }: ParsedText): ParsedText {
    const shared = { value: shareEqual(this.#parsed.get(path)?.value, value), syntax };
    this.#parsed.set(path, shared);
    this.#findings.delete(path);
    return shared;
  }

  /** Makes `change` possible from these bytes on, which nothing is wrong with. */
  follow(path: string, bytes: Buffer, { syntax }: ParsedText, findings: ValueFindings): void {
    this.#findings.set(path, findings);
    if (syntax === "json" && !this.#bytes.has(path)) this.#bytes.set(path, new JsonBytes(bytes));
  }

  /** What a file holds now, where only one object in it differs; undefined: it must be parsed whole. */
  change(path: string, bytes: Buffer): FollowedText | undefined {
    const before = this.#parsed.get(path);
    const changed = this.#bytes.get(path)?.change(bytes);
    if (before !== undefined && changed !== undefined) {
      const { keys, value: by } = changed;
      const reporter = new Reporter();
      const found = checkValue(by, path, reporter);
      if (found !== undefined && !hasDuplicates(changed.text, found.keyCount)) {
        const was = checkValue(valueAt(before.value, keys), path, reporter);
        const whole = this.#findings.get(path);
        const isFine =
          was !== undefined && whole !== undefined && reporter.diagnostics.length === 0;
        const findings = isFine ? exchanged(whole, was, found, keys.length) : undefined;
        const value = replaced(before.value, keys, by);
        return { value, syntax: "json", ...(findings && { findings }) };
      }
    }
    this.#bytes.delete(path);
    return undefined;
  }
}

/**
 * The findings of a whole value in which an object was exchanged for another: known where those of both
 * objects differ in numbers alone.
 */
function exchanged(
  whole: ValueFindings,
  was: ValueFindings,
  is: ValueFindings,
  above: number,
): ValueFindings | undefined {
  const now = {
    ...whole,
    keyCount: whole.keyCount - was.keyCount + is.keyCount,
    size: whole.size - was.size + is.size,
    depth: Math.max(whole.depth, is.depth + above),
  };
  const isSame =
    isDeepStrictEqual(is.references, was.references) &&
    isDeepStrictEqual(is.referring, was.referring) &&
    isDeepStrictEqual(is.referred, was.referred) &&
    is.largeIntegers.length === 0 &&
    was.largeIntegers.length === 0;
  const isWithinLimits = now.size <= MAX_EXPANDED_SIZE && now.depth <= MAX_DEPTH;
  return isSame && isWithinLimits ? now : undefined;
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (here, key) => (here as Readonly<Record<string, unknown>>)[key],
    value,
  );
}

/** An object with another value in it at a place. */
function replaced(value: unknown, [key, ...keys]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: replaced(members[key], keys, by) };
}
