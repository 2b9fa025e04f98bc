import type { Code } from "../code/code-kit.js";
import { hardline, ifStatement, join, ts } from "../code/code-kit.js";

/** What is to be done where something holds. */
export interface Clause {
  readonly test: Code;
  readonly statement: Code;
}

/** `if … else if …`: the first that holds. */
export function chain(clauses: readonly Clause[]): Code {
  return join(
    ts`${hardline}else `,
    clauses.map(({ test, statement }) => ifStatement(test, statement)),
  );
}
