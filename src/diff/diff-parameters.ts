import { isRestrictive } from "../schema/has-keywords.js";
import type { ChangeClass } from "./change.js";
import { pairByKey } from "./pair-by-key.js";
import type { Checks } from "./request-checks.js";
import type { RequestDiff } from "./diff-requests.js";
import { isSame } from "./same-value.js";

/** The parameters that are checked. */
export function diffParameters(was: Checks, is: Checks, diff: RequestDiff): void {
  const { pair, stricter, found, schemas, use } = diff;
  if (was.parameters !== undefined && is.parameters === undefined) {
    const [wasAt, isAt] = [pair.old, pair.new].map(({ places, at }) => places.validation ?? at);
    found("safe", "parameters are no longer checked", wasAt, isAt);
  }
  for (const each of pairByKey(was.parameters ?? [], is.parameters ?? [], ({ key }) => key)) {
    const [before, after] = [each.old, each.new];
    if (after === undefined) {
      if (before?.isDeclared === true && is.parameters !== undefined) {
        found("safe", `${before.label} is no longer described`, before.at, pair.new.at);
      }
      continue;
    }
    if (before === undefined) {
      const isAsked = after.required && after.in !== "path";
      const isStrict = isAsked || (was.parameters === undefined && isRestrictive(after.schema));
      const says = isAsked ? "is now required" : "is now checked";
      found(isStrict ? stricter : "safe", `${after.label} ${says}`, pair.old.at, after.at);
      continue;
    }
    const sayOf = (changeClass: ChangeClass, says: string) =>
      found(changeClass, `${after.label} ${says}`, before.at, after.at);
    if (!before.required && after.required) sayOf(stricter, "is now required");
    if (before.required && !after.required) sayOf("safe", "is no longer required");
    if (before.mayBeEmpty && !after.mayBeEmpty) sayOf(stricter, "may no longer be without a value");
    if (!before.mayBeEmpty && after.mayBeEmpty) sayOf("safe", "may now be without a value");
    if (!isSame(before.written, after.written)) sayOf(stricter, "is written in another way");
    schemas.compare(before.schema, after.schema, use(after.label));
  }
}
