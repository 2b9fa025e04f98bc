import type { Location } from "../diagnostics/diagnostic.js";

/**
 * What a change means. `breaking`: a caller that worked may stop, or anybody may call what was guarded.
 * `risky`: it behaves otherwise, and somebody should look. `safe`: whoever worked goes on.
 */
export const CHANGE_CLASSES = ["breaking", "risky", "safe"] as const;

export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/** What a change is about, in the order in which changes are told. */
export const CHANGE_KINDS = [
  "auth-removed",
  "auth-weakened",
  "auth-tightened",
  "auth-changed",
  "api-kind",
  "route-removed",
  "route-moved",
  "route-added",
  "operation-renamed",
  "request-validation",
  "response-validation",
  "limit",
  "stage",
  "cors",
  "integration",
  "upstream",
  "function",
  "mapping",
  "template",
  "error-response",
  "headers",
  "body-conversion",
  "setting",
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One thing that differs between two documents. */
export interface Change {
  readonly class: ChangeClass;
  readonly kind: ChangeKind;
  /** What is different, and from what to what. */
  readonly message: string;
  /**
   * The routes that it concerns (`GET /pets`), as the old document has them if it does; sorted, and
   * empty if it is all of the gateway.
   */
  readonly operations: readonly string[];
  /** Where the documents say so; each at least once. */
  readonly places: readonly ChangePlace[];
}

/** Where both documents say something; what was added has no old place, what was removed no new one. */
export interface ChangePlace {
  /** The route that says it, if it is not one place for several. */
  readonly operation?: string;
  readonly old?: Location;
  readonly new?: Location;
}

/** How grave a class is: 0 is the gravest. */
export function rankOf(changeClass: ChangeClass): number {
  return CHANGE_CLASSES.indexOf(changeClass);
}

/** The gravest of some classes; `safe` of none. */
export function gravest(classes: readonly ChangeClass[]): ChangeClass {
  return CHANGE_CLASSES.find((each) => classes.includes(each)) ?? "safe";
}
