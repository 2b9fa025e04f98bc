import type { Location } from "../diagnostics/diagnostic.js";

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A schema in the one form that all dialects of JSON Schema are read into. */
export type Schema = SchemaReference | ValueSchema;

/** A schema that stands elsewhere; references stay references, so that circles cost nothing. */
export interface SchemaReference {
  readonly kind: "reference";
  /** `id` of a named schema. */
  readonly schema: string;
}

/** Keywords apply only to values of their type; what is empty or undefined says nothing. */
export interface ValueSchema {
  readonly kind: "value";
  readonly at: Location;
  readonly description: string;
  /** The types that are allowed; undefined is any, and an empty list none. */
  readonly types: readonly JsonType[] | undefined;
  /** The values that are allowed; one that is `const` is the only one. */
  readonly enum: readonly JsonValue[] | undefined;
  readonly number: NumberKeywords;
  readonly text: TextKeywords;
  /** What is asserted of texts or numbers by name, not only told. */
  readonly format: string | undefined;
  readonly array: ArrayKeywords;
  readonly object: ObjectKeywords;
  /** All of these hold too. */
  readonly allOf: readonly Schema[];
  /** At least one of these holds, if there are any. */
  readonly anyOf: readonly Schema[];
  /** Exactly one of these holds, if there are any. */
  readonly oneOf: readonly Schema[];
  readonly not: Schema | undefined;
  readonly condition: Condition | undefined;
  /** Which of a choice a value is to match; `anyOf` and `oneOf` are empty then. */
  readonly discriminator: Discriminator | undefined;
}

export interface NumberKeywords {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface TextKeywords {
  /** Bounds of the length in code points. */
  readonly length: SizeBounds;
  /** A regular expression that the text must have a match for. */
  readonly pattern: string | undefined;
}

export interface ArrayKeywords {
  /** What the first items must be. */
  readonly prefix: readonly Schema[];
  /** What the others must be. */
  readonly items: Schema | undefined;
  readonly count: SizeBounds;
  readonly unique: boolean;
  readonly contains: Contained | undefined;
  /** What items must be that nothing else looks at. */
  readonly unevaluated: Schema | undefined;
}

/** How many items must match a schema; at least one unless said. */
export interface Contained extends SizeBounds {
  readonly schema: Schema;
}

export interface ObjectKeywords {
  readonly properties: readonly Property[];
  readonly patterns: readonly PatternProperty[];
  /** What members must be that neither of these names. */
  readonly additional: Schema | undefined;
  /** What names must be. */
  readonly names: Schema | undefined;
  readonly count: SizeBounds;
  /** What a member brings with it: other members, or a schema for the whole. */
  readonly dependentRequired: readonly DependentRequired[];
  readonly dependentSchemas: readonly DependentSchema[];
  /** What members must be that nothing else looks at. */
  readonly unevaluated: Schema | undefined;
}

/** Which way messages go: `requests` are what clients send. */
export type Direction = "requests" | "responses";

/** A member of an object. */
export interface Property {
  readonly name: string;
  readonly required: boolean;
  /** The messages of which alone it is required; undefined: of all, if it is. */
  readonly requiredOf?: Direction;
  /** Whether `properties` has it; else it is only required, and its schema takes anything. */
  readonly declared: boolean;
  readonly schema: Schema;
}

export interface PatternProperty {
  readonly pattern: string;
  readonly schema: Schema;
}

export interface DependentRequired {
  readonly property: string;
  readonly required: readonly string[];
}

export interface DependentSchema {
  readonly property: string;
  readonly schema: Schema;
}

/** `if`, and what holds then, or else. */
export interface Condition {
  readonly test: Schema;
  readonly consequent: Schema | undefined;
  readonly alternate: Schema | undefined;
}

/** A choice by the value of a property. */
export interface Discriminator {
  readonly property: string;
  readonly variants: readonly { readonly value: string; readonly schema: SchemaReference }[];
}

export interface SizeBounds {
  readonly min?: number;
  readonly max?: number;
}

/** A schema of the document that others may refer to. */
export interface NamedSchema {
  /** Unique in the document: its file and place. */
  readonly id: string;
  readonly name: string;
  readonly schema: Schema;
  readonly at: Location;
}

const NO_TEXT: TextKeywords = { length: {}, pattern: undefined };

const NO_ARRAY: ArrayKeywords = {
  prefix: [],
  items: undefined,
  count: {},
  unique: false,
  contains: undefined,
  unevaluated: undefined,
};

const NO_OBJECT: ObjectKeywords = {
  properties: [],
  patterns: [],
  additional: undefined,
  names: undefined,
  count: {},
  dependentRequired: [],
  dependentSchemas: [],
  unevaluated: undefined,
};

/** A schema that allows every value, but for what is said. */
export function valueSchema(
  at: Location,
  keywords: Partial<Omit<ValueSchema, "kind" | "at">> = {},
): ValueSchema {
  return {
    kind: "value",
    at,
    description: "",
    types: undefined,
    enum: undefined,
    number: {},
    text: NO_TEXT,
    format: undefined,
    array: NO_ARRAY,
    object: NO_OBJECT,
    allOf: [],
    anyOf: [],
    oneOf: [],
    not: undefined,
    condition: undefined,
    discriminator: undefined,
    ...keywords,
  };
}
