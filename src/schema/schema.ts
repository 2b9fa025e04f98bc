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

export interface ValueSchema {
  readonly kind: "value";
  readonly at: Location;
  readonly description: string;
  /** The types that are allowed; undefined is any. Keywords apply only to values of their type. */
  readonly types: readonly JsonType[] | undefined;
  readonly enum: readonly JsonValue[] | undefined;
  readonly number: NumberBounds;
  /** Bounds of a text's length in code points. */
  readonly length: SizeBounds;
  readonly items: Schema | undefined;
  readonly itemCount: SizeBounds;
  readonly properties: readonly Property[];
}

export interface NumberBounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export interface SizeBounds {
  readonly min?: number;
  readonly max?: number;
}

/** A member of an object. A required one may be declared nowhere else: its schema takes anything. */
export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** A schema of the document that others may refer to. */
export interface NamedSchema {
  /** Unique in the document: its file and place. */
  readonly id: string;
  readonly name: string;
  readonly schema: Schema;
  readonly at: Location;
}
