import type { Location } from "../diagnostics/diagnostic.js";
import type { Schema, SizeBounds, ValueSchema } from "../schema/schema.js";
import type { BodyContent } from "./body-content.js";

/** What is checked of a request, parameters first. */
export interface RequestChecks {
  readonly parameters: ParameterValidation | undefined;
  readonly body: BodyValidation | undefined;
}

export interface RequestValidation extends RequestChecks {
  /** What is checked once these hold. */
  readonly besides?: RequestChecks;
  /** What is wrong is logged and passes; else it is refused. */
  readonly warnOnly?: true;
}

/** `presence`: named parameters must be there and not blank. `declared`: all that is declared holds. */
export type ParameterValidation =
  | { readonly kind: "presence"; readonly required: readonly RequiredParameter[] }
  | { readonly kind: "declared"; readonly parameters: readonly Parameter[] };

export interface RequiredParameter {
  readonly in: "header" | "path" | "query";
  readonly name: string;
  readonly at: Location;
}

export interface Parameter {
  readonly in: "header" | "path" | "query" | "cookie";
  readonly name: string;
  readonly required: boolean;
  /** Whether it may be sent without a value, whatever its schema says. */
  readonly mayBeEmpty: boolean;
  readonly schema: ParameterSchema;
  readonly at: Location;
}

export type ParameterSchema = PlainParameter | ValueParameter;

/** A scalar, or a list of scalars. */
export interface PlainParameter {
  readonly kind: "plain";
  readonly item: ValueSchema;
  readonly list: ParameterList | undefined;
}

/** Whatever else a schema describes. */
export interface ValueParameter {
  readonly kind: "value";
  readonly schema: Schema;
  /**
   * How it is written in a text; `members`: each member of an object and item of a list is sent by its
   * own name; undefined: lists repeat the parameter.
   */
  readonly written: "json" | "members" | ParameterWriting | undefined;
}

/** How values are written in one text (RFC 6570, as OpenAPI's styles name them). */
export interface ParameterWriting {
  /** What stands in front: `.`, or `;name=`. */
  readonly prefix?: string;
  /** What stands between items, or between members. */
  readonly separator: string;
  /** What stands between the name and the value of a member, where that is something else. */
  readonly assignment?: string;
}

export interface ParameterList extends SizeBounds {
  /** What stands between the values; undefined: the parameter is repeated. */
  readonly separator: string | undefined;
  /** Whether no value may be sent twice. */
  readonly unique?: boolean;
}

/**
 * `models`: the body of a media type that has a model must match it; an absent body is `{}`.
 * `declared`: only the declared media types are taken, and must match.
 */
export type BodyValidation =
  | { readonly kind: "models"; readonly content: readonly BodyContent[] }
  | {
      readonly kind: "declared";
      readonly required: boolean;
      readonly content: readonly BodyContent[];
    };
