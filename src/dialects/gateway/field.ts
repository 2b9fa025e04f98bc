import type { Bounds, Range } from "./bounds.js";
import type { UnitName } from "./quantity.js";

/** The places at which an `x-gateway` object may stand. */
export const PLACES = ["root", "path item", "operation", "security scheme"] as const;
export type Place = (typeof PLACES)[number];

/** A field of `x-gateway`: what it may be, or why it is refused for now. */
export type Field = SupportedField | UnsupportedField;
export type Fields = Readonly<Record<string, Field>>;

export interface SupportedField {
  /** For whoever writes it; editors show it. */
  readonly description: string;
  readonly shape: Shape;
}

/** What no gateway does yet, or not at this place. It may guard something, so it is never ignored. */
export interface UnsupportedField {
  /** What to do without. */
  readonly notYet: string;
}

export const notYet = (instead: string): UnsupportedField => ({ notYet: instead });

export type Shape =
  /** One of a few words or numbers. */
  | { readonly kind: "choice"; readonly of: readonly (string | number)[] }
  /** True or false. */
  | { readonly kind: "flag" }
  /** Only true: it is left out where it is not meant. */
  | { readonly kind: "true" }
  | { readonly kind: "text" }
  /** Text that matches, which is `form` for people. */
  | { readonly kind: "pattern"; readonly pattern: string; readonly form: string }
  /** The same, or `true`. */
  | { readonly kind: "true or pattern"; readonly pattern: string; readonly form: string }
  /** A time or a size with the family's bounds, or with those that it has everywhere. */
  | { readonly kind: "quantity"; readonly bound: keyof Bounds }
  | ({ readonly kind: "amount"; readonly unit: UnitName } & Range)
  | ({ readonly kind: "number"; readonly whole: boolean } & Range)
  /** `together` are those of which there are all or none. */
  | {
      readonly kind: "object";
      readonly fields: Fields;
      readonly together?: readonly string[];
      readonly required?: readonly string[];
      /** Whoever reads it reports that one of `required` is missing, in words of its own. */
      readonly readerRequires?: true;
    }
  /** An object with exactly one of these. */
  | { readonly kind: "alternatives"; readonly fields: Fields }
  | { readonly kind: "list"; readonly of: Shape; readonly items?: Range }
  /** Values by names of headers. */
  | { readonly kind: "headers"; readonly of: Shape }
  /** A header's value, perhaps with `${name}` in it. */
  | { readonly kind: "header value" }
  /** An origin of CORS, perhaps with `${name}` in it. */
  | { readonly kind: "origin" }
  /** An object by names of the user's own. */
  | { readonly kind: "map"; readonly names: string; readonly form: string; readonly of: Shape };
