import type { Cursor } from "../load/cursor.js";
import type { Places } from "../model/places.js";

/** The places of what is written, each at its key. */
export function placesOf<Key extends string>(
  written: Readonly<Record<Key, Cursor | undefined>>,
): Places<Key> {
  const entries = Object.entries<Cursor | undefined>(written);
  const found = entries.flatMap(([key, cursor]) => (cursor ? [[key, cursor.keyAt]] : []));
  return Object.fromEntries(found) as Places<Key>;
}
