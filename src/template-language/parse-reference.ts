import { parseParameter, parseParameters } from "./parse-expression.js";
import type { Scanner } from "./scanner.js";
import type { Reference, Step } from "./syntax-tree.js";

/** What stands before the name: backslashes, `$`, `!` with backslashes before it, and `{`. */
const START = /(\\*)\$(?:(\\*)!)?(\{?)(?=[A-Za-z_])/y;

/** A hyphen belongs to a name, as in Velocity 1.7. */
const NAME = /[A-Za-z_][\w-]*/y;

/** A reference as it stands in the text. */
export interface WrittenReference {
  readonly reference: Reference;
  /** Backslashes before the `$`. */
  readonly backslashes: number;
  /** Backslashes between `$` and `!`. */
  readonly quietBackslashes: number;
  /** Whether it is in braces. */
  readonly isFormal: boolean;
}

/** The reference that begins here; undefined, without moving, if none does. */
export function parseReference(scanner: Scanner): WrittenReference | undefined {
  const opening = scanner.take(START);
  if (opening === null) return undefined;
  const [, before = "", quiet = "", brace = ""] = opening;
  const start = scanner.place - opening[0].length + before.length;
  const name = parseName(scanner);
  const steps = parseSteps(scanner);
  const isFormal = brace !== "";
  if (isFormal) scanner.expect("}", `\${${name}`);
  return {
    reference: { name, steps, start, end: scanner.place },
    backslashes: before.length,
    quietBackslashes: quiet.length,
    isFormal,
  };
}

function parseName(scanner: Scanner): string {
  const [name = ""] = scanner.take(NAME) ?? [];
  // Velocity's own tokens, which end a reference before it has begun.
  if (name === "true" || name === "false") scanner.fail(`\`${name}\` is not a name`);
  return name;
}

function parseSteps(scanner: Scanner): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const start = scanner.place;
    if (scanner.takeText("[")) {
      const index = scanner.nested(() => parseParameter(scanner, true));
      scanner.expect("]", "an index");
      steps.push({ kind: "index", index, start, end: scanner.place });
    } else if (scanner.take(/\.(?=[A-Za-z])/y) !== null) {
      const name = parseName(scanner);
      if (scanner.takeText("(")) {
        const args = scanner.nested(() => parseParameters(scanner, ")"));
        scanner.expect(")", `the arguments of ${name}`);
        steps.push({ kind: "method", name, args, start, end: scanner.place });
      } else steps.push({ kind: "property", name, start, end: scanner.place });
    } else return steps;
  }
}
