const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Keywords of any draft that hold a schema. */
export const SCHEMA_KEYWORDS = words(
  "additionalItems additionalProperties contains contentSchema else if items not propertyNames then " +
    "unevaluatedItems unevaluatedProperties",
);

/** Keywords of any draft that hold, or may hold, a list of schemas. */
export const LIST_KEYWORDS = words("allOf anyOf items oneOf prefixItems");

/** Keywords of any draft that hold an object of schemas. */
export const MAP_KEYWORDS = words(
  "$defs definitions dependencies dependentSchemas patternProperties properties",
);
