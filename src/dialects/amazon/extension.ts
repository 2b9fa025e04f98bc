/**
 * What gatewright makes of one of Amazon's extensions, or of a field of one.
 * - `supported`: means what it means to Amazon
 * - `partly`: works in part, `why` says in which
 * - `ignored`: has no bearing on a gateway of one's own
 * - `unsupported`: refused, since the gateway would answer differently
 */
export type Support = "supported" | "partly" | "ignored" | "unsupported";

/** The two products of Amazon API Gateway whose documents are read. */
export type ApiFamily = "rest" | "http";

/** The places of a document that hold extensions, as people say them. */
export const PLACES = {
  document: "at the top of the document",
  info: 'in "info"',
  server: "in a server",
  tag: "in a tag",
  paths: 'directly in "paths"',
  path: "in a path",
  operation: "in an operation",
  components: 'in "components"',
  "security scheme": "in a security scheme",
} as const;

export type Place = keyof typeof PLACES;

/** How a key is read, wherever it stands. */
export interface Field {
  readonly support: Support;
  /** What is left out, what to do, or why nothing is lost; empty for `supported`. */
  readonly why: string;
  /** The only product that has it; the other ignores it. */
  readonly only?: ApiFamily;
  /** A value with which an unsupported field is what happens anyway. */
  readonly unless?: string;
  /** What it holds; anything unless said. */
  readonly shape?: Shape;
}

export interface Extension extends Field {
  /** Where Amazon reads it. */
  readonly places: readonly Place[];
}

/** What a value holds, as far as its keys and words are Amazon's. */
export type Shape =
  /** An object with these fields; `what` is what people call it. */
  | { readonly kind: "object"; readonly what: string; readonly fields: Fields }
  /** An object whose keys are the document's own. */
  | { readonly kind: "map"; readonly values: Shape }
  | { readonly kind: "list"; readonly items: Shape }
  /** One of these texts, in upper or lower case. */
  | { readonly kind: "words"; readonly words: readonly string[] };

export type Fields = ReadonlyMap<string, Field>;

type Details = Omit<Field, "support" | "why">;

const state =
  (support: Support) =>
  (why: string, details: Details = {}): Field => ({ support, why, ...details });

export const supported = (details: Details = {}): Field => state("supported")("", details);
export const partly = state("partly");
export const ignored = state("ignored");
export const unsupported = state("unsupported");

/** An object of which all fields share the state of the whole. */
export function objectOf(what: string, fields: Readonly<Record<string, Shape | undefined>>): Shape {
  return {
    kind: "object",
    what,
    fields: new Map(
      Object.entries(fields).map(([name, shape]) => [name, supported(shape && { shape })]),
    ),
  };
}

export const anything = undefined;

export function words(...allowed: readonly string[]): Shape {
  return { kind: "words", words: allowed };
}
