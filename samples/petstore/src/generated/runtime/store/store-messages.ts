import type { Limit } from "./store.js";

/** One call of a store, by its method. */
export type StoreCall =
  | readonly ["take", readonly Limit[]]
  | readonly ["read", string]
  | readonly ["write", string, Buffer, number]
  | readonly ["remove", string];

/** What a worker asks of the store that its primary keeps: calls in order. */
export interface StoreBatch {
  readonly kind: "store";
  readonly id: number;
  /** What the store is made with at the first batch. */
  readonly maxBytes: number;
  readonly calls: readonly StoreCall[];
}

/** One answer per call, in order. */
export interface StoreAnswers {
  readonly kind: "store";
  readonly id: number;
  readonly answers: readonly ({ readonly value: unknown } | { readonly error: string })[];
}
