import type { Operation } from "../model/gateway-model.js";

/** What an operation is to the rest of a project: what stays the same while its messages change. */
export interface OperationOutline extends Pick<
  Operation,
  "method" | "path" | "integration" | "transforms" | "at"
> {
  /** Whether the document was asked for examples of its messages. */
  readonly hasExamples: boolean;
  /** Whether it has a limit of its own. */
  readonly isLimited: boolean;
  /** Whether its responses may be kept, and whether it says that they are to be encrypted. */
  readonly isKept: boolean;
  readonly isEncrypted: boolean;
}

/**
 * What files ask of operations that are not made of one alone: so that they stay as they are while an
 * operation changes in what is none of theirs.
 */
export interface OperationIndex {
  /** All of them, in the document's order. */
  readonly outlines: readonly OperationOutline[];
  at(index: number): Operation | undefined;
}

/** The outlines of operations. */
export function outlinesOf(operations: readonly Operation[]): readonly OperationOutline[] {
  return operations.map(
    ({ method, path, integration, transforms, at, examples, throttle, cache, cacheKey }) => ({
      method,
      path,
      integration,
      ...(transforms !== undefined && { transforms }),
      at,
      hasExamples: examples !== undefined,
      isLimited: throttle !== undefined,
      isKept: cacheKey !== undefined,
      isEncrypted: cache?.encrypted === true,
    }),
  );
}
