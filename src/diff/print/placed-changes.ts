import { placeName } from "../../diagnostics/place-name.js";
import type { Sources } from "../../diagnostics/sources.js";
import type { Location } from "../../diagnostics/diagnostic.js";
import type { Change, ChangeClass, ChangeKind } from "../change.js";
import { CHANGE_CLASSES } from "../change.js";

/** Changes that are told together. */
export interface ChangeGroup {
  readonly title: string;
  readonly changes: readonly Change[];
}

const UNGUARDED: readonly ChangeKind[] = ["auth-removed", "auth-weakened"];

const TITLES: Readonly<Record<ChangeClass, string>> = {
  breaking: "Breaking",
  risky: "Risky",
  safe: "Safe",
};

/** Auth that is removed or weakened first, whatever its class; then the others by class. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const isUnguarded = ({ kind }: Change) => UNGUARDED.includes(kind);
  const groups = [
    { title: "Auth removed or weakened", changes: changes.filter(isUnguarded) },
    ...CHANGE_CLASSES.map((each) => ({
      title: TITLES[each],
      changes: changes.filter((one) => one.class === each && !isUnguarded(one)),
    })),
  ];
  return groups.filter((group) => group.changes.length > 0);
}

/** How many changes there are of each class. */
export function countChanges(changes: readonly Change[]): Readonly<Record<ChangeClass, number>> {
  const count = (each: ChangeClass) => changes.filter((one) => one.class === each).length;
  return { breaking: count("breaking"), risky: count("risky"), safe: count("safe") };
}

/** "2 breaking, 1 safe" */
export function showCounts(changes: readonly Change[]): string {
  const counts = Object.entries(countChanges(changes)).filter(([, count]) => count > 0);
  return counts.map(([name, count]) => `${count} ${name}`).join(", ") || "no changes";
}

/** `file:line:column` */
export function showPlace(at: Location, sources: Sources): string {
  return placeName({ at, position: sources.locate(at) });
}

/** The routes of a change in words, the first few by name. */
export function showOperations({ operations }: Change, shown: number): string {
  const named = operations.slice(0, shown);
  const rest = operations.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}
