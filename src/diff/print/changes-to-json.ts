import type { JsonPlace } from "../../diagnostics/to-json.js";
import type { Location } from "../../diagnostics/diagnostic.js";
import type { Sources } from "../../diagnostics/sources.js";
import type { Change, ChangeClass, ChangeKind } from "../change.js";
import { countChanges } from "./placed-changes.js";

/** A change as `--format json` prints it; scripts depend on these names. */
export interface JsonChange {
  readonly class: ChangeClass;
  readonly kind: ChangeKind;
  readonly message: string;
  readonly operations: readonly string[];
  readonly places: readonly {
    readonly operation?: string;
    readonly old?: JsonPlace;
    readonly new?: JsonPlace;
  }[];
}

/** Changes as plain data, auth first, with how many there are of each class. */
export function changesToJson(
  changes: readonly Change[],
  sources: Sources,
): { readonly changes: readonly JsonChange[]; readonly counts: ReturnType<typeof countChanges> } {
  const place = ({ file, pointer, ...at }: Location): JsonPlace => ({
    file,
    pointer,
    ...sources.locate({ file, pointer, ...at }),
  });
  const placed = changes.map(({ places, ...change }) => ({
    ...change,
    places: places.map(({ operation, old, new: newer }) => ({
      ...(operation !== undefined && { operation }),
      ...(old && { old: place(old) }),
      ...(newer && { new: place(newer) }),
    })),
  }));
  return { changes: placed, counts: countChanges(changes) };
}
