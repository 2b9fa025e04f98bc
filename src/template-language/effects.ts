import type { Expression, Reference, Statement } from "./syntax-tree.js";

/** Whether Velocity may find no value at all, in which case `#set` sets nothing. */
export function mayYieldNothing(value: Expression): boolean {
  return value.kind === "range" || (value.kind === "binary" && "+-*/%".includes(value.operator));
}

/** Whether finding a value may do more than that: it calls methods, or runs directives. */
export function hasEffects(value: Expression): boolean {
  switch (value.kind) {
    case "reference":
      return stepsHaveEffects(value.reference);
    case "interpolated":
      return value.template.some(actsInText);
    case "list":
      return value.items.some(hasEffects);
    case "range":
      return hasEffects(value.first) || hasEffects(value.last);
    case "map":
      return value.entries.flat().some(hasEffects);
    case "not":
      return hasEffects(value.operand);
    case "binary":
      return hasEffects(value.left) || hasEffects(value.right);
    default:
      return false;
  }
}

function stepsHaveEffects({ steps }: Reference): boolean {
  return steps.some(
    (step) => step.kind === "method" || (step.kind === "index" && hasEffects(step.index)),
  );
}

/** Printing a variable acts if that holds a block. */
function actsInText(statement: Statement): boolean {
  return statement.kind !== "text";
}
