import { type Code, codeOf, layoutOf, type Shape, shapeOf } from "./code.js";
import { breakParent, choice, group, ifBreak, indent, join, type Layout } from "./layout.js";
import { lazyGroup, line, softline, willBreak } from "./layout.js";

/**
 * `callee(arg, …)`, also `new X(…)` with `new X` as the callee. The last argument hugs the
 * parentheses when it is an object, an array or an arrow function. An arrow function with a block
 * belongs last; the callee is a name or a path of names, not another call.
 */
export function call(callee: Code, args: readonly Code[]): Code {
  const layout = [layoutOf(callee), argumentsLayout(args)];
  const target = shapeOf(callee);
  const path = target.kind === "text" ? target.text : "";
  if (path.startsWith("new ")) return codeOf(layout);
  return codeOf(layout, {
    kind: "call",
    short: args.length === 0 || (args.length === 1 && args.every(isLoneShortArgument)),
    bareName: args.length === 0 ? path : undefined,
    takesFunction: args.some((arg) => shapeOf(arg).kind === "arrow"),
  });
}

function argumentsLayout(args: readonly Code[]): Layout {
  if (args.length === 0) return "()";
  const printed = args.map((arg, index) => {
    const layout = layoutOf(arg, "argument");
    return index === args.length - 1 ? layout : [layout, ",", line];
  });
  const allBroken = group(["(", indent([line, printed]), ",", line, ")"], { expanded: true });
  if (isComposition(args)) return allBroken;
  if (hugsLast(args)) {
    const head = printed.slice(0, -1);
    const last = args.at(-1);
    const hugged = last && layoutOf(last, "hugged");
    if (!hugged || head.some(willBreak)) return allBroken;
    const expanded = ["(", head, group(hugged, { expanded: true }), ")"];
    return willBreak(hugged)
      ? [breakParent, choice(expanded, allBroken)]
      : choice(["(", head, hugged, ")"], expanded, allBroken);
  }
  const contents = () => ["(", indent([softline, printed]), ifBreak(","), softline, ")"];
  if (printed.some(willBreak)) return group(contents(), { expanded: true });
  const flat = args.map((arg) => layoutOf(arg, "argument"));
  return lazyGroup(["(", ...join(", ", flat), ")"], contents);
}

/** Several functions, as `pipe(a => …, b => …)` takes them, are easier to read one a line. */
function isComposition(args: readonly Code[]): boolean {
  const shapes = args.map(shapeOf);
  return (
    args.length > 1 &&
    (shapes.filter(({ kind }) => kind === "arrow").length > 1 ||
      shapes.some((shape) => shape.kind === "call" && shape.takesFunction))
  );
}

function hugsLast(args: readonly Code[]): boolean {
  const [end, before] = args.slice(-2).map(shapeOf).toReversed();
  if (!end || !mayHug(end)) return false;
  if (before?.kind === end.kind) return false;
  if (args.length === 2 && before?.kind === "arrow" && end.kind === "array") return false;
  return !(args.length > 1 && end.kind === "array" && end.numeric);
}

function mayHug(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
    case "array":
      return shape.size > 0;
    case "arrow":
      return ["block", "object", "array", "conditional", "call"].includes(shape.body);
    default:
      return false;
  }
}

/** Short enough that breaking around it gains nothing: a name, a number, a short string. */
function isLoneShortArgument(code: Code): boolean {
  const shape = shapeOf(code);
  if (shape.kind === "call") return /^[\w$]{1,23}$/.test(shape.bareName ?? "");
  if (shape.kind !== "text") return false;
  return /^[-+]?\d|^(?:true|false|null)$/.test(shape.text) || isShortToken(shape.text);
}

function isShortToken(text: string): boolean {
  return text.length <= 25 && /^(?:[\w$]+|".*"|'.*')$/.test(text);
}
