import { type Code, codeOf, layoutOf, shapeOf } from "./code.js";
import { group, indent, indentIfBreak, type Layout, line } from "./layout.js";
import { textWidth } from "./text-width.js";

/** Keys up to this width gain nothing from moving their value to the next line. */
const SHORT_KEY = 4;

/**
 * `left = right`, for declarations and type aliases: `` ts`${assign(ts`const x`, value)};` ``; or
 * `left += right`.
 */
export function assign(left: Code, right: Code, operator: "=" | "+=" = "="): Code {
  return codeOf(assignmentLayout(layoutOf(left), ` ${operator}`, right));
}

/** Kit-internal: `left`, `operator` and `right`, broken where prettier breaks them. */
export function assignmentLayout(
  left: Layout,
  operator: string,
  right: Code,
  { shortKeys = false }: { readonly shortKeys?: boolean } = {},
): Layout {
  const shortKey = shortKeys && typeof left === "string" && textWidth(left) <= SHORT_KEY;
  const value = layoutOf(right, "assigned");
  if (breaksAfterOperator(right, shortKey)) {
    return group([group(left), operator, group(indent([line, value]))]);
  }
  if (shortKey || staysOnLine(right)) return group([group(left), operator, " ", value]);
  const id = Symbol("assignment");
  return group([group(left), operator, group(indent(line), { id }), indentIfBreak(value, id)]);
}

function breaksAfterOperator(right: Code, shortKey: boolean): boolean {
  const shape = shapeOf(right);
  switch (shape.kind) {
    case "binary":
      return !shape.inlined;
    case "conditional": {
      const test = shapeOf(shape.test);
      return test.kind === "binary" && !test.inlined;
    }
    case "text":
      return !shortKey && /^["']/.test(shape.text);
    case "union":
      return !shape.hugged;
    case "call":
      return !shortKey && shape.short;
    default:
      return false;
  }
}

function staysOnLine(right: Code): boolean {
  const shape = shapeOf(right);
  return shape.kind === "text" && /^(?:\d|true$|false$)/.test(shape.text);
}
