import type { Draft, Keywords } from "./draw-schema.js";

/** A kind of value of which Ajv says what it should not, by its own account or by the standard's. */
export interface Deviation {
  readonly why: string;
  /** The least that shows it, of which this is the right verdict. */
  readonly draft: Draft;
  readonly schema: object;
  readonly value: unknown;
  readonly valid: boolean;
  /** Whether a schema and a value have what it takes, and Ajv answers or throws like that. */
  covers(schema: object, value: unknown, verdict: unknown): boolean;
}

/** Where Ajv differs from the standards, and these validators do not. */
export const AJV_DEVIATIONS: Readonly<Record<string, Deviation>> = {
  "multiples of decimals": {
    why: "it divides doubles (https://ajv.js.org/options.html#multipleofprecision): 0.14 is no multiple of 0.01",
    draft: 4,
    schema: { multipleOf: 0.01 },
    value: 0.14,
    valid: true,
    covers(schema, value) {
      const divisors = valuesOf(schema, "multipleOf").filter((each) => typeof each === "number");
      const numbers = everythingIn(value).filter((each) => typeof each === "number");
      return numbers.some((number) => divisors.some((divisor) => isInexact(number, divisor)));
    },
  },
  "required member without a name": {
    why: "what it remembers of a missing member is its name, and the empty text counts as none",
    draft: 4,
    schema: { required: [""] },
    value: {},
    valid: false,
    covers: (schema) =>
      everythingIn(schema).some((each) => Array.isArray(each) && each.includes("")),
  },
  "integers of 64 bits as text": {
    why: "OpenAPI's registry has int64 for strings too, which ajv-formats takes for numbers only",
    draft: 4,
    schema: { format: "int64" },
    value: "a",
    valid: false,
    covers: (schema, value) =>
      valuesOf(schema, "format").includes("int64") &&
      everythingIn(value).some((each) => typeof each === "string"),
  },
  "contains beside prefixItems": {
    why: "a list that is shorter than prefixItems passes, whatever contains asks for",
    draft: "2020-12",
    schema: { prefixItems: [{ type: "string" }], contains: {} },
    value: [],
    valid: false,
    covers(schema, value) {
      const prefixes = valuesOf(schema, "prefixItems").flatMap((each) =>
        Array.isArray(each) ? each.length : [],
      );
      return (
        valuesOf(schema, "contains").length > 0 &&
        everythingIn(value).some(
          (each) => Array.isArray(each) && prefixes.some((length) => each.length < length),
        )
      );
    },
  },
  "contains beside unevaluatedItems": {
    why: "what contains asks for counts as unevaluated, as it did before 2020-12",
    draft: "2020-12",
    schema: { contains: {}, unevaluatedItems: false },
    value: [1],
    valid: true,
    covers: (schema, value) =>
      valuesOf(schema, "contains").length > 0 &&
      valuesOf(schema, "unevaluatedItems").length > 0 &&
      everythingIn(value).some((each) => Array.isArray(each) && each.length > 0),
  },
  "items of a choice beside unevaluatedItems": {
    why: "items of an option that does not hold count as looked at, and of one that does may not",
    draft: "2020-12",
    schema: { unevaluatedItems: false, oneOf: [{}, { items: { maxLength: 1 } }] },
    value: ["ab"],
    valid: false,
    covers: (schema, value) =>
      ["unevaluatedItems", "items"].every((keyword) => valuesOf(schema, keyword).length > 0) &&
      ["anyOf", "oneOf"].some((keyword) => valuesOf(schema, keyword).length > 0) &&
      everythingIn(value).some((each) => Array.isArray(each) && each.length > 0),
  },
  "members that a schema looks at which does not hold": {
    why: "they count as looked at where that schema looks at all, though it does not hold",
    draft: "2020-12",
    schema: {
      unevaluatedProperties: false,
      if: { $ref: "#/$defs/B" },
      else: { properties: {} },
      $defs: { B: { additionalProperties: false } },
    },
    value: { a: 1 },
    valid: false,
    covers(schema, _value, verdict) {
      const has = (...keywords: readonly string[]) =>
        keywords.flatMap((keyword) => valuesOf(schema, keyword)).length;
      const unevaluated = has("unevaluatedItems", "unevaluatedProperties");
      const looksAtAll = unevaluated > 1 || has("additionalProperties") > 0;
      return verdict === true && unevaluated > 0 && looksAtAll && has("if", "anyOf", "oneOf") > 0;
    },
  },
  "code that does not run": {
    why: "what notes the members that were looked at is used where it is not declared",
    draft: "2020-12",
    schema: {
      anyOf: [{ anyOf: [{ anyOf: [{ oneOf: [{ $ref: "#/$defs/B" }] }] }], not: true }, {}],
      $defs: { B: { additionalProperties: {} } },
    },
    value: {},
    valid: true,
    covers: (_schema, _value, verdict) =>
      /^ReferenceError: (?:props|items)\d/.test(String(verdict)),
  },
  "members called __proto__": {
    why: "properties and dependencies leave out such a member, lest it set a prototype",
    draft: 4,
    schema: { properties: Object.fromEntries([["__proto__", { type: "string" }]]) },
    value: Object.fromEntries([["__proto__", 1]]),
    valid: false,
    covers: (schema, value) =>
      [schema, value].every((each) =>
        everythingIn(each).some(
          (here) =>
            here === "__proto__" ||
            (typeof here === "object" && here !== null && Object.hasOwn(here, "__proto__")),
        ),
      ),
  },
  "unevaluated members that objects inherit": {
    why: "what it remembers of members is an object, of which constructor is a member in any case",
    draft: "2020-12",
    schema: {
      $ref: "#/$defs/A",
      $defs: { A: { patternProperties: { "^a": {} }, unevaluatedProperties: false } },
    },
    value: { constructor: 1 },
    valid: false,
    covers: (schema, value) =>
      valuesOf(schema, "unevaluatedProperties").length > 0 &&
      everythingIn(value).some(
        (each) =>
          typeof each === "object" &&
          each !== null &&
          Object.keys(each).some((name) => name in Object.prototype),
      ),
  },
  "numbers beyond a format": {
    why: "ajv-formats takes any integer for int64, and any number for float",
    draft: 4,
    schema: { format: "float" },
    value: 1e308,
    valid: false,
    covers: (schema, value) =>
      valuesOf(schema, "format").some((each) => each === "int64" || each === "float") &&
      everythingIn(value).some((each) => typeof each === "number" && Math.abs(each) > 2 ** 63),
  },
  "half a surrogate pair in a URI template": {
    why: "RFC 6570 allows characters, and this is none",
    draft: 4,
    schema: { format: "uri-template" },
    value: "\ud83d",
    valid: false,
    covers: (schema, value) =>
      valuesOf(schema, "format").includes("uri-template") &&
      everythingIn(value).some((each) => typeof each === "string" && /\p{Cs}/u.test(each)),
  },
  "equality of objects with toString or constructor": {
    why: "fast-deep-equal calls a member toString, and compares what is called constructor by identity",
    draft: 4,
    schema: { enum: [{ constructor: [] }] },
    value: { constructor: [] },
    valid: true,
    covers: (schema, value) =>
      ["enum", "const", "uniqueItems"].some((keyword) => valuesOf(schema, keyword).length > 0) &&
      [...everythingIn(schema), ...everythingIn(value)].some(
        (each) =>
          typeof each === "object" &&
          each !== null &&
          (Object.hasOwn(each, "toString") || Object.hasOwn(each, "constructor")),
      ),
  },
};

/** Whether the quotient of doubles does not tell if the decimals divide. */
function isInexact(number: number, divisor: number): boolean {
  if (Number.isSafeInteger(number) && Number.isSafeInteger(divisor)) return false;
  const quotient = number / divisor;
  return !(Math.abs(quotient - Math.round(quotient)) > Math.abs(quotient) * 2 ** -40);
}

/** What a schema, or one that stands in it, has at a keyword. */
function valuesOf(schema: object, keyword: string): readonly unknown[] {
  return everythingIn(schema).flatMap((each) =>
    typeof each === "object" && each !== null && Object.hasOwn(each, keyword)
      ? [(each as Keywords)[keyword]]
      : [],
  );
}

/** A value and all that is in it. */
function everythingIn(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return [value, ...Object.values(value).flatMap(everythingIn)];
}
