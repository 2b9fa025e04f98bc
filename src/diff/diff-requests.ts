import type { Location } from "../diagnostics/diagnostic.js";
import { routeOf } from "../model/route-of.js";
import type { ChangeClass } from "./change.js";
import type { ChangeList } from "./change-list.js";
import { diffBodies } from "./diff-bodies.js";
import { diffParameters } from "./diff-parameters.js";
import type { OperationPair } from "./match-operations.js";
import type { Checks } from "./request-checks.js";
import { checksOf } from "./request-checks.js";
import type { SchemaComparison, SchemaUse } from "./schemas/schema-comparison.js";

/** What comparing the requests of an operation takes, and where it goes. */
export interface RequestDiff {
  readonly pair: OperationPair;
  /** What it means that more is asked of requests. */
  readonly stricter: ChangeClass;
  readonly schemas: SchemaComparison;
  readonly use: (subject: string) => SchemaUse;
  readonly found: (
    changeClass: ChangeClass,
    message: string,
    older: Location | undefined,
    newer: Location | undefined,
  ) => void;
}

/** What is checked of the requests of an operation. */
export function diffRequests(
  pair: OperationPair,
  list: ChangeList,
  schemas: SchemaComparison,
): void {
  const [was, is] = [pair.old, pair.new].map(checksOf) as [Checks, Checks];
  const operation = routeOf(pair.old);
  const diff: RequestDiff = {
    pair,
    stricter: is.isLogged ? "safe" : "breaking",
    schemas,
    use: (subject) => {
      const mode = is.isLogged ? "logged" : "enforced";
      return { operation, subject, direction: "requests", mode };
    },
    found: (changeClass, message, older, newer) =>
      list.add({
        class: changeClass,
        kind: "request-validation",
        message,
        place: { operation, ...(older && { old: older }), ...(newer && { new: newer }) },
      }),
  };
  if (was.isLogged !== is.isLogged && was.isAny && is.isAny) {
    const message = is.isLogged
      ? "what is wrong with requests is only logged, and passes"
      : "what is wrong with requests is refused, and no longer only logged";
    const [wasAt, isAt] = [pair.old, pair.new].map(({ places, at }) => places.validation ?? at);
    diff.found(is.isLogged ? "risky" : "breaking", message, wasAt, isAt);
  }
  diffParameters(was, is, diff);
  diffBodies(was, is, diff);
}
