import type { Location } from "../../diagnostics/diagnostic.js";

/**
 * What becomes of the values that a schema allows: fewer (`stricter`), more (`looser`), others
 * (`different`); `added` describes what was allowed before.
 */
export type Effect = "stricter" | "looser" | "different" | "added";

/** A difference of two schemas. */
export interface Finding {
  readonly effect: Effect;
  /** Where in a value and what of it: `tags[].name is now required`. */
  readonly message: string;
  /** What readers of the value counted on may be missing, or be of another type. */
  readonly breaksReaders: boolean;
  readonly old: Location;
  readonly new: Location;
}

/** How a schema takes part in what is allowed: as it says, the other way round (`not`), or both ways. */
export type Sense = "straight" | "inverse" | "either";

/** The sense of a schema that stands in another one in that sense. */
export function within(sense: Sense, inner: Sense): Sense {
  if (sense === "either" || inner === "either") return "either";
  return sense === inner ? "straight" : "inverse";
}

/** What an effect on a schema comes to in its sense. */
export function inSense(effect: Effect, sense: Sense): Effect {
  if (sense === "straight" || effect === "different" || effect === "added") return effect;
  if (sense === "either") return "different";
  return effect === "stricter" ? "looser" : "stricter";
}
