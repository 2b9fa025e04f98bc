import type { Code } from "../code/code-kit.js";
import { arrow } from "../code/code-kit.js";

/** A function of what a mapping reads; the value itself where that is nothing. */
export function mappedValue(parameters: readonly Code[], value: Code): Code {
  return parameters.length === 0 ? value : arrow(parameters, value);
}
