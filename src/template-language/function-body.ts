import type { Code } from "../code/code-kit.js";
import { lines, lit, returned, ts } from "../code/code-kit.js";

/** A statement of a compiled function. */
export interface Line {
  readonly code: Code;
  /** What it adds to the output, if it does nothing else. */
  readonly printed?: Code;
  /** Whether it neither prints nor ends anything. */
  readonly isPlain?: boolean;
  /** Whether nothing after it runs. */
  readonly ends?: boolean;
}

/** The statements of a function that returns what `body` prints. */
export function functionBody(body: readonly Line[]): readonly Code[] {
  const [first, ...others] = body;
  if (first === undefined) return [returned(lit(""))];
  if (others.length === 0 && first.printed !== undefined) return [returned(first.printed)];
  const start = body.findIndex(({ isPlain }) => isPlain !== true);
  const opening = start < 0 ? undefined : body[start]?.printed;
  const statements = body.map(({ code }, index) =>
    index === start && opening !== undefined ? ts`let out = ${opening};` : code,
  );
  const declared = opening === undefined ? [ts`let out = "";`] : [];
  return [...declared, lines(statements), ...(body.at(-1)?.ends === true ? [] : [ts`return out;`])];
}

/** The code of statements. */
export function codesOf(statements: readonly Line[]): readonly Code[] {
  return statements.map(({ code }) => code);
}
