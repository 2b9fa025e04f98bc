import type { Code } from "./code.js";

/**
 * What a template is filled with: `Code` where it has a hole; booleans, lists and further views
 * for its `if`, `unless` and `each`. There are no strings in it.
 */
export interface View {
  readonly [hole: string]: ViewValue;
}

export type ViewValue = Code | boolean | readonly View[] | readonly Code[] | View | undefined;
