import { type Code, codeOf, layoutOf, shapeOf, type Variants } from "./code.js";
import { InternalError } from "./internal-error.js";
import { group, indent, type Layout, lazyGroup, line } from "./layout.js";

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
  const layouts = new ChainLayouts(operator, all);
  const shape = { kind: "binary", operator, operands: all, inlined: layouts.inlined } as const;
  const pieces = all.flatMap((operand, index) => {
    const layout = layoutOf(operand);
    const single = needsParentheses(operator, operand, index) ? ["(", layout, ")"] : layout;
    return index === 0 ? [single] : [` ${operator} `, single];
  });
  return codeOf(
    lazyGroup(pieces, () => layouts.contents),
    shape,
    layouts,
  );
}

/** How a chain is laid out, by place: made where it is asked for, since most stand in one alone. */
class ChainLayouts implements Variants {
  readonly #operator: Operator;
  readonly #operands: readonly Code[];
  /** Whether the last operand stays on the line of its operator. */
  readonly inlined: boolean;

  constructor(operator: Operator, operands: readonly Code[]) {
    this.#operator = operator;
    this.#operands = operands;
    this.inlined = isLogical(operator) && operands.slice(-1).every(isFilled);
  }

  /** What is grouped where nothing else is said. */
  get contents(): Layout {
    return this.#isPair ? this.#parts : inChain(this.#parts);
  }

  get assigned(): Layout {
    return group(this.inlined && !this.#isPair ? inChain(this.#parts) : this.#parts);
  }

  get body(): Layout {
    return group(this.#parts);
  }

  get returned(): Layout {
    return group(this.#parts);
  }

  get operand(): Layout {
    if (this.#isPair) return group(this.#parts);
    return group(inChain(partsOf(this.#operator, this.#operands, false)));
  }

  get condition(): Layout {
    return partsOf(this.#operator, this.#operands, !isLogical(this.#operator));
  }

  get #isPair(): boolean {
    return this.inlined && this.#operands.length === 2;
  }

  get #parts(): Layout[] {
    return partsOf(this.#operator, this.#operands, true);
  }
}

function inChain([first = "", ...others]: readonly Layout[]): Layout {
  return [first, indent(others)];
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
  return needsParentheses(operator, operand, index) ? ["(", layout, ")"] : layout;
}

function needsParentheses(operator: Operator, operand: Code, index: number): boolean {
  const shape = shapeOf(operand);
  if (shape.kind !== "binary") return shape.kind === "conditional" || shape.kind === "arrow";
  const [ours, theirs] = [PRECEDENCE[operator], PRECEDENCE[shape.operator as Operator]];
  return !(theirs > ours || (theirs === ours && index === 0 && ours === 3));
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
