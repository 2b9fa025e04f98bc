import type { Change, ChangeClass, ChangeKind, ChangePlace } from "./change.js";
import { CHANGE_KINDS, rankOf } from "./change.js";

/** A change as it is found: of one operation, of several, or of the whole gateway. */
export interface FoundChange {
  readonly class: ChangeClass;
  readonly kind: ChangeKind;
  readonly message: string;
  readonly operations?: readonly string[];
  readonly place: ChangePlace;
}

/** Collects changes. What is the same of several operations is one change, with the places of all. */
export class ChangeList {
  readonly #found = new Map<string, FoundChange[]>();

  add(change: FoundChange): void {
    const key = JSON.stringify([change.class, change.kind, change.message]);
    const same = this.#found.get(key);
    if (same === undefined) this.#found.set(key, [change]);
    else same.push(change);
  }

  /** By kind, auth first, then the gravest; else in the order in which they were found. */
  get changes(): readonly Change[] {
    const merged = [...this.#found.values()].map(merge);
    const kindOf = ({ kind }: Change) => CHANGE_KINDS.indexOf(kind);
    return merged.toSorted((a, b) => kindOf(a) - kindOf(b) || rankOf(a.class) - rankOf(b.class));
  }
}

function merge(found: readonly FoundChange[]): Change {
  const [first] = found as readonly [FoundChange, ...FoundChange[]];
  const operations = found.flatMap(({ operations: named = [], place }) => [
    ...named,
    ...(place.operation === undefined ? [] : [place.operation]),
  ]);
  return {
    class: first.class,
    kind: first.kind,
    message: first.message,
    operations: [...new Set(operations)].toSorted(),
    places: mergePlaces(found.map(({ place }) => place)),
  };
}

/** A place that several operations share is none of theirs. */
function mergePlaces(places: readonly ChangePlace[]): readonly ChangePlace[] {
  const merged = new Map<string, ChangePlace>();
  for (const { operation, ...place } of places) {
    const key = JSON.stringify(place);
    const isShared = merged.has(key) && merged.get(key)?.operation !== operation;
    merged.set(key, isShared || operation === undefined ? place : { operation, ...place });
  }
  return [...merged.values()];
}
