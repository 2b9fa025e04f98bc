import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { childPointer } from "./json-pointer.js";
import { MAX_DEPTH, MAX_EXPANDED_SIZE, MAX_REPEATS, SIZE_OF_VALUE } from "./limits.js";

interface Frame {
  readonly value: object;
  readonly keys: readonly string[];
  next: number;
}

/** What a walk over a value came by. */
export interface ValueFindings {
  /** The `$ref`s that don't stay in their file, as they are written. */
  readonly references: ReadonlySet<string>;
  /** The keys that lead to one object for each thing that a `$ref` may be meant to name. */
  readonly referring: readonly (readonly string[])[];
  /** What they name, in the same order. */
  readonly referred: readonly unknown[];
  /** Pointers to whole numbers that may have been rounded while they were read. */
  readonly largeIntegers: readonly string[];
  /** The members of all its objects. */
  readonly keyCount: number;
  /** As `MAX_EXPANDED_SIZE` and `MAX_DEPTH` count. */
  readonly size: number;
  readonly depth: number;
}

/**
 * Walks over a whole parsed value, shared parts as often as they are used, and reports what would
 * harm whoever walks over it next. Returns undefined when the value must not be used: it is too deep,
 * too large or has no end.
 */
export function checkValue(
  root: unknown,
  file: string,
  reporter: Reporter,
): ValueFindings | undefined {
  const largeIntegers: string[] = [];
  const references = new Set<string>();
  const referring = new Map<unknown, readonly string[]>();
  const open: Frame[] = [];
  let keyCount = 0;
  let size = 0;
  let depth = 0;
  let repeats = 0;
  const here = (on: "key" | "value"): Location => ({
    file,
    pointer: open.reduce(
      (at, { keys, next }) => (next === 0 ? at : childPointer(at, keys[next - 1] ?? "")),
      "",
    ),
    on,
  });
  const mistake = (code: "surviving-merge-key" | "number-too-large", on: "key" | "value") => {
    if (repeats++ < MAX_REPEATS) reporter.report(code, here(on));
  };
  const visit = (value: unknown): void => {
    size += SIZE_OF_VALUE + (typeof value === "string" ? value.length : 0);
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      if (!Number.isFinite(value)) mistake("number-too-large", "value");
      else if (Number.isInteger(value)) largeIntegers.push(here("value").pointer);
    }
    if (typeof value === "object" && value !== null) {
      const keys = Object.keys(value);
      if (!Array.isArray(value)) keyCount += keys.length;
      open.push({ value, keys, next: 0 });
    }
  };

  visit(root);
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const key = frame.keys[frame.next++];
    if (key === undefined) {
      open.pop();
      continue;
    }
    const member = (frame.value as Record<string, unknown>)[key];
    if (key === "<<") mistake("surviving-merge-key", "key");
    if (key === "$ref") {
      if (typeof member === "string" && !member.startsWith("#")) references.add(member);
      if (!referring.has(member) && !open.some(isData)) {
        const around = open.slice(0, -1);
        referring.set(
          member,
          around.map(({ keys, next }) => keys[next - 1] ?? ""),
        );
      }
    }
    visit(member);
    depth = Math.max(depth, open.length);
    if (open.length > MAX_DEPTH) {
      const isCircular = new Set(open.map(({ value }) => value)).size < open.length;
      if (isCircular) reporter.report("circular-alias", here("value"));
      else reporter.report("document-too-deep", here("value"), { limit: MAX_DEPTH });
      return undefined;
    }
    if (size > MAX_EXPANDED_SIZE) {
      reporter.report("document-expands-too-far", here("value"));
      return undefined;
    }
  }
  return {
    references,
    referring: [...referring.values()],
    referred: [...referring.keys()],
    largeIntegers,
    keyCount,
    size,
    depth,
  };
}

/** Whether what is walked over is any value, or names that are the document's own. */
function isData({ keys, next }: Frame): boolean {
  const key = keys[next - 1] ?? "";
  return DATA.has(key) || key.startsWith("x-");
}

const DATA = new Set(["default", "enum", "const", "example", "examples", "value", "mapping"]);
