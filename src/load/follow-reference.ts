import type { Cursor } from "./cursor.js";
import { childPointer, pointerKeys } from "./json-pointer.js";
import { MAX_REFERENCES } from "./limits.js";
import { percentDecode } from "./percent-decode.js";
import type { SpecFile } from "./spec-file.js";

/**
 * Goes from reference to reference until a value is none: all of them, this value last. Undefined, with
 * the problem reported, where there is no such value.
 */
export function followReferences(start: Cursor): readonly Cursor[] | undefined {
  const chain: Cursor[] = [];
  const seen = new Set<string>();
  for (let here = start; ;) {
    const reference = here.isObject ? here.get("$ref") : undefined;
    if (!reference) return [...chain, here];
    if (seen.has(here.id)) {
      reportCircle(chain.slice(chain.findIndex(({ id }) => id === here.id)));
      return undefined;
    }
    seen.add(here.id);
    chain.push(here);
    if (chain.length > MAX_REFERENCES) {
      start.reporter.report("reference-chain-too-long", start.get("$ref")?.at, {
        limit: MAX_REFERENCES,
      });
      return undefined;
    }
    const written = reference.string();
    const next = written === undefined ? undefined : resolveReference(reference, written);
    if (!next) return undefined;
    here = next;
  }
}

/** The value that `reference`, which stands at `from`, names. Problems are reported at `from`. */
export function resolveReference(from: Cursor, reference: string): Cursor | undefined {
  const named = from.source.names?.find(from, reference);
  if (named !== undefined) return named;
  const hash = reference.indexOf("#");
  const file = hash === 0 ? from.file : targetFile(from, reference);
  if (!file) return undefined;
  const pointer = percentDecode(hash < 0 ? "" : reference.slice(hash + 1));
  const keys = pointer === undefined ? undefined : pointerKeys(pointer);
  if (!keys) {
    const why = 'after "#" comes a "/", "~" only as ~0 or ~1, and "%" only before two hex digits';
    from.reporter.report("malformed-reference", from.at, { reference, why });
    return undefined;
  }
  const found = valueAt(from, reference, file, keys);
  // By a function on the way, it may be anywhere in the file.
  const place = found?.pointer === pointer ? pointer : undefined;
  from.source.memory?.lookAt(file, place ?? "");
  return found;
}

function valueAt(
  from: Cursor,
  reference: string,
  file: SpecFile,
  keys: readonly string[],
): Cursor | undefined {
  let found = from.inFile(file);
  for (const key of keys) {
    const next: Cursor | undefined = found?.step(key);
    if (found && !next) {
      const missing = childPointer(found.pointer, key);
      from.reporter.report("unresolved-reference", from.at, { reference, missing });
    }
    found = next;
  }
  return found;
}

/** The file that a reference names. What is wrong within it counts once something leads to it. */
function targetFile(from: Cursor, reference: string): SpecFile | undefined {
  const target = from.file.targets.get(reference);
  if (target === undefined) {
    from.source.memory?.doubt();
    const missing = reference.split("#", 1)[0] ?? "";
    from.reporter.report("unresolved-reference", from.at, { reference, missing });
    return undefined;
  }
  if (typeof target === "function" || target.problems.length > 0) from.source.memory?.doubt();
  if (typeof target === "function") {
    target(from.reporter, from.at);
    return undefined;
  }
  for (const problem of target.problems) from.reporter.add(problem);
  return target;
}

/** A circle is reported at the same one of its references wherever it was entered. */
function reportCircle(circle: readonly Cursor[]): void {
  const first = circle.reduce((a, b) => (b.id < a.id ? b : a));
  const start = circle.indexOf(first);
  const inOrder = [...circle.slice(start), ...circle.slice(0, start)];
  const names = inOrder.map(({ reference }) => reference ?? "");
  const at = first.get("$ref")?.at;
  first.reporter.report("circular-reference", at, { circle: [names.at(-1) ?? "", ...names] });
}
