/** A JSONPath that was read: the steps from a value to what the path names. Of `$` there are none. */
export type JsonPath = readonly Step[];

/** A text is the member of that name, a number the item of that index, from the end if negative. */
export type Step =
  | SimpleStep
  /** `..` and the step behind it, which is taken at each level. */
  | { readonly deep: SimpleStep };

export type SimpleStep =
  | string
  | number
  | { readonly names: readonly string[] }
  | { readonly indexes: readonly number[] }
  | { readonly slice: readonly [from: number | null, to: number | null] }
  | { readonly filter: Filter }
  /** `*` */
  | { readonly every: true }
  | { readonly call: PathFunction };

export type PathFunction = (typeof PATH_FUNCTIONS)[number];

export const PATH_FUNCTIONS = [
  "avg",
  "first",
  "keys",
  "last",
  "length",
  "max",
  "min",
  "size",
  "stddev",
  "sum",
] as const;

export type Filter =
  | { readonly both: readonly Filter[] }
  | { readonly either: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly exists: PathOperand }
  | { readonly left: Operand; readonly is: Operator; readonly right: Operand }
  /** `=~`: the whole text must match. */
  | { readonly left: Operand; readonly matches: string };

export type Operator = (typeof OPERATORS)[number];

export const OPERATORS = [
  "==",
  "!=",
  "<=",
  ">=",
  "<",
  ">",
  "in",
  "nin",
  "size",
  "empty",
  "contains",
  "anyof",
  "noneof",
  "subsetof",
] as const;

export type Operand = PathOperand | { readonly value: Scalar | readonly Scalar[] };

/** A path from the document (`$`) or from what the filter is asked about (`@`). */
export interface PathOperand {
  readonly from: "$" | "@";
  readonly path: JsonPath;
}

export type Scalar = string | number | boolean | null;

/** Whether a step leads to one value at most. Several names do at the end, where they make a map. */
export function isDefinite(step: Step, last: boolean): boolean {
  if (typeof step !== "object") return true;
  return "call" in step || ("names" in step && last);
}
