import type { Draft } from "./draw-schema.js";

/** What random cases found to be wrong once. */
export const FOUND_CASES: readonly {
  readonly draft: Draft;
  readonly schema: object;
  readonly value: unknown;
  readonly valid: boolean;
}[] = [
  // A member is not known for being required.
  {
    draft: 4,
    schema: { required: ["b"], additionalProperties: false },
    value: { b: 1 },
    valid: false,
  },
  {
    draft: 4,
    schema: { required: ["b"], additionalProperties: { type: "string" } },
    value: { b: 1 },
    valid: false,
  },
  // Members have no order.
  {
    draft: "2020-12",
    schema: { enum: [{ a: 1, b: 2 }], const: { b: 2, a: 1 } },
    value: { a: 1, b: 2 },
    valid: true,
  },
];
