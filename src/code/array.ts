import { type Code, codeOf, layoutOf, shapeOf } from "./code.js";
import { fill, group, ifBreak, indent, join, type Layout, lazyGroup, line } from "./layout.js";
import { softline } from "./layout.js";

/** An array literal: on one line if it fits. Numbers fill their lines, as prettier has it. */
export function array(items: readonly Code[]): Code {
  const numeric = items.length > 0 && items.every(isNumber);
  const shape = { kind: "array", size: items.length, numeric } as const;
  if (items.length === 0) return codeOf("[]", shape);
  const elements = items.map((item) => layoutOf(item));
  if (numeric || isMatrix(items)) {
    const id = Symbol("array");
    const inner = numeric ? fill(numbers(elements, ifBreak(",", "", id))) : onePerLine(elements);
    const contents = bracketed(inner);
    const layout = group(contents, { expanded: isMatrix(items), id });
    return codeOf(layout, shape, { parameter: contents });
  }
  const contents = () => bracketed(onePerLine(elements));
  const layout = lazyGroup(["[", ...join(", ", elements), "]"], contents);
  return codeOf(layout, shape, {
    get parameter() {
      return contents();
    },
  });
}

function bracketed(inner: Layout): Layout {
  return ["[", indent([softline, inner]), softline, "]"];
}

function onePerLine(elements: readonly Layout[]): Layout {
  const items = elements.map((element) => group(element));
  return [join([",", line], items), ifBreak(",")];
}

function isNumber(code: Code): boolean {
  const shape = shapeOf(code);
  return shape.kind === "text" && /^[-+]?\d/.test(shape.text);
}

function numbers(elements: readonly Layout[], trailingComma: Layout): Layout[] {
  const last = elements.length - 1;
  const items = elements.map((element, index) => [element, index === last ? trailingComma : ","]);
  return join(line, items);
}

/** Several objects, or several arrays, each of more than one member: one a line. */
function isMatrix(items: readonly Code[]): boolean {
  const shapes = items.map(shapeOf);
  const kind = shapes[0]?.kind;
  return (
    items.length > 1 &&
    shapes.every(
      (shape) =>
        shape.kind === kind &&
        (shape.kind === "object" || shape.kind === "array") &&
        shape.size > 1,
    )
  );
}
