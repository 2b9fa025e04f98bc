import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import { type Format, FORMATS } from "../../schema/formats.js";
import type { SchemaRules } from "./schema-rules.js";

/** Keywords that check nothing. */
const ANNOTATIONS = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$dynamicAnchor",
  "$id",
  "$schema",
  "$vocabulary",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "default",
  "definitions",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "id",
  "nullable",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
]);

/** Keywords that forbid values in every draft that is read. */
const ASSERTIONS = [
  "additionalProperties",
  "allOf",
  "anyOf",
  "enum",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "items",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "not",
  "oneOf",
  "pattern",
  "patternProperties",
  "properties",
  "required",
  "type",
  "uniqueItems",
];

const OF_DRAFT = {
  4: new Set([...ASSERTIONS, "additionalItems", "dependencies"]),
  "2020-12": new Set([
    ...ASSERTIONS,
    "const",
    "contains",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
  ]),
} as const;

/** Keywords of some draft. */
const ASSERTIONS_OF_ANY: ReadonlySet<string> = new Set([...OF_DRAFT[4], ...OF_DRAFT["2020-12"]]);

/** Keywords that lead elsewhere in a way which is not followed. */
const UNSUPPORTED = new Set(["$dynamicRef", "$recursiveRef"]);

/** Whether a keyword only tells. */
export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith("x-");
}

/** Whether a keyword forbids values. */
export function isAssertion(keyword: string, { draft }: SchemaRules): boolean {
  return OF_DRAFT[draft].has(keyword) || keyword === "nullable";
}

/** Reports a keyword that is not checked: one that leads elsewhere, or that the draft does not have. */
export function checkKeyword(keyword: string, value: Cursor, { draft }: SchemaRules): void {
  if (OF_DRAFT[draft].has(keyword) || isAnnotation(keyword) || keyword === "$ref") return;
  if (UNSUPPORTED.has(keyword)) {
    value.reporter.report("unsupported-keyword", value.keyAt, { keyword });
  } else {
    // JSON Schema ignores what it does not know.
    const known = [...OF_DRAFT[draft], ...ANNOTATIONS];
    const nearest = ASSERTIONS_OF_ANY.has(keyword) ? undefined : didYouMean(keyword, known);
    value.reporter.report("unknown-keyword", value.keyAt, { keyword, nearest });
  }
}

/**
 * What forbids values: the keywords of a schema and, where it refers to another one, of that and of
 * all on the way. `false` forbids by itself.
 */
export function constraintsOf(schema: Cursor, rules: SchemaRules): readonly Cursor[] {
  const schemas = schema.followed() ?? [];
  // Before 2019-09, what stands beside a $ref says nothing.
  const counted = rules.refSiblings ? schemas : schemas.slice(-1);
  return counted.flatMap((each) => ownConstraints(each, rules));
}

/** Whether something forbids values beside a `$ref` of a schema, or of one on the way. */
export function hasSiblings(schema: Cursor, rules: SchemaRules): boolean {
  const onTheWay = rules.refSiblings ? (schema.followed()?.slice(0, -1) ?? []) : [];
  return onTheWay.some((each) => ownConstraints(each, rules).length > 0);
}

function ownConstraints(schema: Cursor, rules: SchemaRules): readonly Cursor[] {
  if (!schema.isObject) return schema.value === true ? [] : [schema];
  return schema.entries().flatMap(([keyword, value]) => {
    return keyword !== "$ref" && constrains(keyword, value, rules) ? [value] : [];
  });
}

/** Whether all that these forbid is what is no string: what is sent as text or as bytes is one. */
export function takeAnyString(constraints: readonly Cursor[]): boolean {
  return (
    constraints.length > 0 &&
    constraints.every(({ name, value }) => name === "type" && value === "string")
  );
}

/** Whether a keyword forbids values by what is written there. */
function constrains(keyword: string, value: Cursor, rules: SchemaRules): boolean {
  if (keyword === "additionalProperties") {
    return value.reference !== undefined || constraintsOf(value, rules).length > 0;
  }
  if (keyword === "uniqueItems") return value.value !== false;
  if (keyword === "format") return rules.formats && isChecked(FORMATS.get(value.scalar));
  return keyword === "$ref" || UNSUPPORTED.has(keyword) || ASSERTIONS_OF_ANY.has(keyword);
}

function isChecked(format: Format | undefined): boolean {
  return format?.string !== undefined || format?.number !== undefined;
}
