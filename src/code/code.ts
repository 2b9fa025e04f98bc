import { isSequence, type Layout } from "./layout.js";

/** Where a piece of code stands, when that changes how it is laid out. */
export type Place =
  | "assigned"
  | "argument"
  | "hugged"
  | "body"
  | "returned"
  | "condition"
  | "operand"
  | "parameter"
  | "alternate"
  | "consequent"
  | "type-argument"
  | "element-type"
  | "union-member"
  | "intersection-member"
  | "tuple-element";

/** What a piece of code is, as far as the layout of the code around it depends on that. */
export type Shape =
  | { readonly kind: "plain" | "block" | "generic" | "object-type" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "object"; readonly size: number }
  | { readonly kind: "array"; readonly size: number; readonly numeric: boolean }
  | {
      readonly kind: "call";
      readonly short: boolean;
      readonly bareName: string | undefined;
      readonly takesFunction: boolean;
    }
  | { readonly kind: "arrow"; readonly body: Shape["kind"] }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly operands: readonly Code[];
      readonly inlined: boolean;
    }
  | { readonly kind: "conditional"; readonly test: Code }
  | { readonly kind: "intersection"; readonly types: readonly Code[] }
  | { readonly kind: "union"; readonly types: readonly Code[]; readonly hugged: boolean };

/** The layouts that differ from the usual one, by place. */
export type Variants = { readonly [place in Place]?: Layout };

const PLAIN: Shape = { kind: "plain" };
const USUAL: Variants = {};

/** Kit-internal: makes a `Code`. `code-kit.ts` does not hand it on. */
export let codeOf: (layout: Layout, shape?: Shape, variants?: Variants) => Code;
/** Kit-internal: how `code` is laid out at `place`. */
export let layoutOf: (code: Code, place?: Place) => Layout;
/** Kit-internal: what `code` is. */
export let shapeOf: (code: Code) => Shape;

/**
 * A piece of TypeScript, immutable and opaque. There is no way from a string to a `Code` but the
 * functions of this folder, and each of them knows what its string is: program text that we wrote,
 * a literal, a key, a checked name, a neutralised comment. So whatever takes a `Code` is safe from
 * the document, by its type.
 */
export class Code {
  readonly #layout: Layout;
  readonly #shape: Shape;
  readonly #variants: Variants;

  private constructor(layout: Layout, shape: Shape, variants: Variants) {
    this.#layout = layout;
    this.#shape = shape;
    this.#variants = variants;
  }

  /** No text: joins and interpolates to nothing, and a hole that holds it vanishes with its line. */
  get isEmpty(): boolean {
    return isBlank(this.#layout);
  }

  static {
    codeOf = (layout, shape = PLAIN, variants = USUAL) => new Code(layout, shape, variants);
    layoutOf = (code, place) => (place && code.#variants[place]) ?? code.#layout;
    shapeOf = (code) => code.#shape;
  }
}

/** Whether `value` is a piece of code, and not something that only looks like one. */
export function isCode(value: unknown): value is Code {
  return value instanceof Code;
}

/** No code at all. */
export const nothing: Code = codeOf("");

function isBlank(layout: Layout): boolean {
  return typeof layout === "string" ? layout === "" : isSequence(layout) && layout.every(isBlank);
}
