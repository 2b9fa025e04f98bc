import type { JSONPath, ParseError } from "jsonc-parser";
import { applyEdits, findNodeAtLocation, modify, parse, parseTree } from "jsonc-parser";
import type { Merged, MergeConflict } from "./merge-text.js";
import { mergeText } from "./merge-text.js";

/**
 * Merges two changes of the same JSON file key by key, so that it stays JSON: comments may be in it,
 * and its user's layout stays. Where both changed the same key, the user's value stays. Where both raised
 * the version of a package, the higher one does.
 * @param yours the text as its user has it
 * @param base what both were made from
 * @param generated the text as it would be generated now
 */
export function mergeJson(yours: string, base: string, generated: string): Merged {
  const errors: ParseError[] = [];
  const read = (text: string): unknown => parse(text, errors, { allowTrailingComma: true });
  const changes = changesOf({ yours: read(yours), base: read(base), generated: read(generated) });
  if (errors.length > 0) return mergeText(yours, base, generated);
  const text = changes.reduce(
    (merged, change) => ("value" in change ? set(merged, change.path, change.value) : merged),
    yours,
  );
  const tree = parseTree(text);
  const conflicts = changes.flatMap((change): MergeConflict[] => {
    if ("value" in change) return [];
    const node = tree && nearestNode(tree, change.path);
    const shown = change.generated === undefined ? "nothing" : JSON.stringify(change.generated);
    const kept = `yours is kept for ${change.path.join(".")}; generated is ${shown}`;
    return [{ offset: node?.offset ?? 0, kept }];
  });
  return { text, conflicts };
}

interface Versions {
  readonly yours: unknown;
  readonly base: unknown;
  readonly generated: unknown;
}

/** What becomes of a key: a new value (undefined: none), or nothing, since both changed it. */
type KeyChange =
  | { readonly path: JSONPath; readonly value: unknown }
  | { readonly path: JSONPath; readonly generated: unknown };

function changesOf({ yours, base, generated }: Versions, path: JSONPath = []): KeyChange[] {
  if (equal(base, generated) || equal(yours, generated)) return [];
  if (isObject(yours) && isObject(base) && isObject(generated)) {
    const keys = new Set([...Object.keys(base), ...Object.keys(generated)]);
    return [...keys].flatMap((key) =>
      changesOf({ yours: own(yours, key), base: own(base, key), generated: own(generated, key) }, [
        ...path,
        key,
      ]),
    );
  }
  if (equal(yours, base)) return [{ path, value: generated }];
  const [old, mine, other] = [base, yours, generated].map(versionOf);
  if (mine === undefined || other === undefined) return [{ path, generated }];
  // Whoever lowers a version, or pins it, has a reason to.
  const isRaised = base === undefined || (old !== undefined && isLess(old, mine));
  if (!isRaised) return [{ path, generated }];
  return isLess(mine, other) ? [{ path, value: generated }] : [];
}

type AnyObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is AnyObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(value: AnyObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** By their text: both come of JSON, in which the generator's order of keys never changes. */
function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** `^1.2.3`, `~1.2.3` or `1.2.3`, as numbers. */
function versionOf(value: unknown): readonly number[] | undefined {
  const [, ...numbers] =
    typeof value === "string" ? (/^[~^]?(\d+)\.(\d+)\.(\d+)$/.exec(value) ?? []) : [];
  return numbers.length === 0 ? undefined : numbers.map(Number);
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((each, index) => each !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

/** As the file is laid out; among sorted keys where its key belongs. */
function set(text: string, path: JSONPath, value: unknown): string {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const edits = modify(text, path, value, {
    formattingOptions: {
      insertSpaces: !indent.startsWith("\t"),
      tabSize: indent.length,
      eol: text.includes("\r\n") ? "\r\n" : "\n",
    },
    getInsertionIndex: (keys) => {
      const isSorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);
      const next = keys.findIndex((key) => key > String(path.at(-1)));
      return isSorted && next >= 0 ? next : keys.length;
    },
  });
  return applyEdits(text, edits);
}

/** Of a key that is gone, the object that it was in. */
function nearestNode(tree: NonNullable<ReturnType<typeof parseTree>>, path: JSONPath) {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node.parent ?? node;
  }
  return tree;
}
