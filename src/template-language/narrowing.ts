import type { Compiled } from "./compiled.js";

/**
 * What a condition tells TypeScript: the names of what is one text from there on, by what comes of the
 * condition. They may be too many, since what is one text is compared in a way that all values can be.
 */
export interface Narrowing {
  readonly whenTrue: readonly string[];
  readonly whenFalse: readonly string[];
}

/** That of a comparison of texts. */
export function narrowingOf(operator: "==" | "!=", sides: readonly Compiled[]): Narrowing {
  const isWithOne = sides.some(({ isOneText }) => isOneText === true);
  const equals = isWithOne ? sides.flatMap(({ narrowed = [] }) => narrowed) : [];
  const narrowing = { whenTrue: equals, whenFalse: [] };
  return operator === "==" ? narrowing : opposite(narrowing);
}

/** That of conditions of which all, or any, are asked for. */
export function narrowingOfAll(conditions: readonly Compiled[]): Narrowing {
  return {
    whenTrue: conditions.flatMap(({ narrows }) => narrows?.whenTrue ?? []),
    whenFalse: conditions.flatMap(({ narrows }) => narrows?.whenFalse ?? []),
  };
}

export function opposite({ whenTrue, whenFalse }: Narrowing): Narrowing {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}
