import type { Cursor } from "../../load/cursor.js";
import type { NumberBounds, SizeBounds } from "../../schema/schema.js";

/**
 * The bounds of a number. Draft 4 (OpenAPI 3.0) writes `exclusiveMinimum: true` beside `minimum`;
 * later drafts write the bound itself. What is written tells which is meant, whatever the version.
 */
export function readNumberBounds(schema: Cursor, booleanExclusive: boolean): NumberBounds {
  const [minimum, maximum] = [schema.numberAt("minimum"), schema.numberAt("maximum")];
  const above = readExclusive(schema.get("exclusiveMinimum"), booleanExclusive);
  const below = readExclusive(schema.get("exclusiveMaximum"), booleanExclusive);
  return defined({
    minimum: above === true ? undefined : minimum,
    maximum: below === true ? undefined : maximum,
    exclusiveMinimum: above === true ? minimum : above,
    exclusiveMaximum: below === true ? maximum : below,
  });
}

/** True for a bound beside it that is exclusive, or the bound; undefined for none. */
function readExclusive(bound: Cursor | undefined, isBoolean: boolean): true | number | undefined {
  if (bound === undefined) return undefined;
  if (typeof bound.value === (isBoolean ? "number" : "boolean")) {
    const expected = isBoolean ? "true or false" : "a number";
    bound.reporter.report("exclusive-bound", bound.keyAt, { key: bound.name, expected });
  }
  if (typeof bound.value === "number") return bound.value;
  if (!isBoolean && typeof bound.value !== "boolean") return bound.number();
  return bound.boolean() === true ? true : undefined;
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
