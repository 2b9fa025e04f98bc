import type { Cursor } from "../../load/cursor.js";
import type { NumberBounds, SizeBounds } from "../../schema/schema.js";

/**
 * The bounds of a number. Draft 4 (OpenAPI 3.0) writes `exclusiveMinimum: true` beside `minimum`;
 * later drafts write the bound itself.
 */
export function readNumberBounds(schema: Cursor, booleanExclusive: boolean): NumberBounds {
  const minimum = schema.numberAt("minimum");
  const maximum = schema.numberAt("maximum");
  if (!booleanExclusive) {
    return defined({
      minimum,
      maximum,
      exclusiveMinimum: schema.numberAt("exclusiveMinimum"),
      exclusiveMaximum: schema.numberAt("exclusiveMaximum"),
    });
  }
  const aboveMinimum = schema.booleanAt("exclusiveMinimum") === true;
  const belowMaximum = schema.booleanAt("exclusiveMaximum") === true;
  return defined({
    [aboveMinimum ? "exclusiveMinimum" : "minimum"]: minimum,
    [belowMaximum ? "exclusiveMaximum" : "maximum"]: maximum,
  });
}

/** The bounds of a length or a count, as the keywords `min` and `max` give them. */
export function readSizeBounds(schema: Cursor, min: string, max: string): SizeBounds {
  return defined({ min: schema.integerAt(min), max: schema.integerAt(max) });
}

function defined(bounds: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const entries = Object.entries(bounds).flatMap(([name, bound]) =>
    bound === undefined ? [] : [[name, bound] as const],
  );
  return Object.fromEntries(entries);
}
