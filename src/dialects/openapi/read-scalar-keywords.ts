import type { Location } from "../../diagnostics/diagnostic.js";
import type { Reporter } from "../../diagnostics/reporter.js";
import type { Cursor } from "../../load/cursor.js";
import { FORMATS } from "../../schema/formats.js";
import { judgePattern } from "../../schema/pattern/judge-pattern.js";
import type { NumberKeywords, SizeBounds, TextKeywords } from "../../schema/schema.js";
import type { SchemaRules } from "./schema-rules.js";

/**
 * What a schema says of numbers. Draft 4 (OpenAPI 3.0) writes `exclusiveMinimum: true` beside `minimum`;
 * later drafts write the bound itself. What is written tells which is meant, whatever the version.
 */
export function readNumberKeywords(schema: Cursor, { draft }: SchemaRules): NumberKeywords {
  const [minimum, maximum] = [schema.numberAt("minimum"), schema.numberAt("maximum")];
  const above = readExclusive(schema.get("exclusiveMinimum"), draft === 4);
  const below = readExclusive(schema.get("exclusiveMaximum"), draft === 4);
  return defined({
    minimum: above === true ? undefined : minimum,
    maximum: below === true ? undefined : maximum,
    exclusiveMinimum: above === true ? minimum : above,
    exclusiveMaximum: below === true ? maximum : below,
    multipleOf: schema.numberAt("multipleOf"),
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

/** What a schema says of text. */
export function readTextKeywords(schema: Cursor): TextKeywords {
  const length = readSizeBounds(schema, "minLength", "maxLength");
  const pattern = schema.get("pattern");
  const written = pattern?.string();
  const isUsable =
    pattern !== undefined &&
    written !== undefined &&
    checkPattern(written, pattern.at, pattern.reporter, length.max);
  return { length, pattern: isUsable ? written : undefined };
}

/**
 * Whether a pattern can be run on texts of attackers. One that is not linear is reported, also where
 * another engine runs it.
 */
export function checkPattern(
  pattern: string,
  at: Location,
  reporter: Reporter,
  maxLength?: number,
): boolean {
  const judgement = judgePattern(pattern, maxLength);
  if (judgement.engine === "re2") reporter.report("slow-pattern", at, { pattern });
  if (judgement.engine === "refused") {
    reporter.report("unsupported-pattern", at, { pattern, why: judgement.why });
  }
  return judgement.engine !== "refused";
}

/** A format that is asserted, where formats are; one that nobody knows only tells. */
export function readFormat(schema: Cursor, { draft, formats }: SchemaRules): string | undefined {
  // OpenAPI 3.1 writes files so, 3.0 as a format.
  const isFile = draft !== 4 && schema.has("contentMediaType") && !schema.has("contentEncoding");
  if (isFile && !schema.has("format")) return "binary";
  const format = formats ? schema.stringAt("format") : undefined;
  return format !== undefined && FORMATS.has(format) ? format : undefined;
}

/** The bounds of a length or a count, as the keywords `min` and `max` give them. */
export function readSizeBounds(schema: Cursor, min: string, max: string): SizeBounds {
  return defined({ min: schema.integerAt(min), max: schema.integerAt(max) });
}

function defined(bounds: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, bound] of Object.entries(bounds)) if (bound !== undefined) found[name] = bound;
  return found;
}
