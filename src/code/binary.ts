import { type Code, codeOf, layoutOf, shapeOf, type Variants } from "./code.js";
import { InternalError } from "./internal-error.js";
import { group, indent, type Layout, line } from "./layout.js";

const PRECEDENCE = {
  "??": 0,
  "||": 0,
  "&&": 0,
  "===": 1,
  "!==": 1,
  "<": 2,
  "<=": 2,
  ">": 2,
  ">=": 2,
  "+": 3,
  "-": 3,
} as const;

export type Operator = keyof typeof PRECEDENCE;

/** Compilers read a chain by recursion, as deep as it is long. */
const LONGEST_SUM = 1000;

/**
 * `a && b && c`, broken at every operator when it is too long. Operands that are chains themselves
 * get the parentheses that they need; a chain of the same logical operator is merged. The first
 * operand is no object literal: where a statement may begin, that would be a block. The operands of
 * "+" are texts: where there are very many, they are put together by halves.
 */
export function binary(operator: Operator, operands: readonly Code[]): Code {
  if (operator === "+" && operands.length > LONGEST_SUM) {
    const half = Math.ceil(operands.length / 2);
    const halves = [operands.slice(0, half), operands.slice(half)];
    return binary(
      "+",
      halves.map((each) => binary("+", each)),
    );
  }
  const all = operands.flatMap((operand, index) => merged(operator, operand, index));
  const [first] = all;
  if (!first) throw new InternalError(`no operands for ${operator}`);
  if (all.length === 1) return first;
  if (shapeOf(first).kind === "object") throw new InternalError(`an object before ${operator}`);
  const inlined = isLogical(operator) && all.slice(-1).every(isFilled);
  const parts = partsOf(operator, all, true);
  const shape = { kind: "binary", operator, operands: all, inlined } as const;
  const isPair = inlined && all.length === 2;
  // Most chains stand in one place alone.
  const variants: Variants = {
    get assigned() {
      return inlined && !isPair ? chainOf(parts) : group(parts);
    },
    get body() {
      return group(parts);
    },
    get returned() {
      return group(parts);
    },
    get operand() {
      return isPair ? group(parts) : chainOf(partsOf(operator, all, false));
    },
    get condition() {
      return partsOf(operator, all, !isLogical(operator));
    },
  };
  return codeOf(isPair ? group(parts) : chainOf(parts), shape, variants);
}

function chainOf([first = "", ...others]: readonly Layout[]): Layout {
  return group([first, indent(others)]);
}

/** The operands of `operand` if it is a chain that goes on in ours, else itself. */
function merged(operator: Operator, operand: Code, index: number): readonly Code[] {
  const shape = shapeOf(operand);
  const same = shape.kind === "binary" && shape.operator === operator;
  return same && (isLogical(operator) || (operator === "+" && index === 0))
    ? shape.operands
    : [operand];
}

function partsOf(operator: Operator, operands: readonly Code[], mayGroup: boolean): Layout[] {
  const single =
    operands.length === 2 && !operands.some((operand) => isSameFamily(operator, operand));
  return operands.flatMap((operand, index) => {
    const layout = operandLayout(operator, operand, index);
    if (index === 0) return [group(layout)];
    const inline = isLogical(operator) && isFilled(operand);
    const right = [operator, inline ? " " : line, layout];
    return [" ", single && mayGroup ? group(right) : right];
  });
}

function operandLayout(operator: Operator, operand: Code, index: number): Layout {
  const layout = layoutOf(operand, isSameFamily(operator, operand) ? "operand" : undefined);
  const shape = shapeOf(operand);
  switch (shape.kind) {
    case "binary": {
      const [ours, theirs] = [PRECEDENCE[operator], PRECEDENCE[shape.operator as Operator]];
      return theirs > ours || (theirs === ours && index === 0 && ours === 3)
        ? layout
        : ["(", layout, ")"];
    }
    case "conditional":
    case "arrow":
      return ["(", layout, ")"];
    default:
      return layout;
  }
}

function isLogical(operator: string): boolean {
  return operator === "&&" || operator === "||" || operator === "??";
}

function isSameFamily(operator: Operator, operand: Code): boolean {
  const shape = shapeOf(operand);
  return shape.kind === "binary" && isLogical(shape.operator) === isLogical(operator);
}

/** An object or array literal with members stays on the line of a logical operator. */
function isFilled(code: Code): boolean {
  const shape = shapeOf(code);
  return (shape.kind === "object" || shape.kind === "array") && shape.size > 0;
}
