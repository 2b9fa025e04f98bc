import { compareInPath } from "./compare-in-path.js";
import type { Filter, JsonPath, Operand } from "./json-path-steps.js";
import { isNumber } from "./kinds.js";
import type { PathPatterns } from "./path-patterns.js";
import { TemplateError } from "./template-error.js";
import { text } from "./text.js";
import type { Value } from "./value.js";

/** The search that a filter is part of. */
export interface FilterContext {
  readonly root: Value;
  readonly patterns: PathPatterns | undefined;
  find(from: Value, path: JsonPath): Value | undefined;
  /** Counts values that are looked at, or work that takes as long. */
  visit(count?: number): void;
}

/** Whether a filter lets a value through. */
export function acceptsValue(filter: Filter, value: Value, context: FilterContext): boolean {
  context.visit();
  if ("both" in filter) return filter.both.every((each) => acceptsValue(each, value, context));
  if ("either" in filter) return filter.either.some((each) => acceptsValue(each, value, context));
  if ("not" in filter) return !acceptsValue(filter.not, value, context);
  if ("exists" in filter) return valueOf(filter.exists, value, context) !== undefined;
  const left = valueOf(filter.left, value, context);
  if ("matches" in filter) return matches(filter.matches, left, context);
  const right = valueOf(filter.right, value, context);
  return compareInPath(left, filter.is, right, (count) => context.visit(count));
}

function valueOf(operand: Operand, value: Value, context: FilterContext): Value | undefined {
  if ("from" in operand) {
    return context.find(operand.from === "@" ? value : context.root, operand.path);
  }
  return Array.isArray(operand.value) ? [...operand.value] : (operand.value as Value);
}

/** Those that an engine for patterns passes in the time of a visit. */
const CHARACTERS = 8;

/** Of a list, one item has to match. */
function matches(pattern: string, value: Value | undefined, context: FilterContext): boolean {
  const { patterns } = context;
  if (patterns === undefined) throw new TemplateError("JSONPath: there is no engine for patterns");
  if (value === undefined) return false;
  const texts = Array.isArray(value) ? value : [value];
  return texts.some((each) => {
    const asked = isScalar(each) ? text(each) : "";
    context.visit((asked.length * pattern.length) / CHARACTERS);
    return patterns.matches(pattern, asked);
  });
}

function isScalar(value: Value): boolean {
  return typeof value === "string" || typeof value === "boolean" || isNumber(value);
}
