import { type Code, codeOf, layoutOf, shapeOf } from "./code.js";
import { flattened } from "./flattened.js";
import { group, ifBreak, indent, join, type Layout, line, softline, willBreak } from "./layout.js";

export interface ArrowOptions {
  readonly async?: boolean;
  /** The type of what it returns. */
  readonly returns?: Code;
}

/**
 * `(params) => body`. The body is an expression (an object literal gets its parentheses) or a
 * `block`; it is not an arrow function itself. A parameter is a name, a pattern, or `typed`.
 */
export function arrow(params: readonly Code[], body: Code, options: ArrowOptions = {}): Code {
  const list = parameterList(params);
  const prefix = options.async ? "async " : "";
  const returns = options.returns ? [": ", layoutOf(options.returns)] : "";
  const signature = [prefix, group([list, returns])];
  const shape = { kind: "arrow", body: shapeOf(body).kind } as const;
  const layout = group([group(signature), " =>", group(bodyLayout(body, false))]);
  if (willBreak(signature)) return codeOf(layout, shape);
  const oneLine = [prefix, group([group(huggedList(params)), group(flattened(returns))])];
  const hugged = group([group(oneLine), " =>", group(bodyLayout(body, true))]);
  return codeOf(layout, shape, { hugged });
}

/** `name: Type`, for a parameter that is a name or a pattern. */
export function typed(parameter: Code, type: Code): Code {
  const annotation = [": ", layoutOf(type)];
  return codeOf([layoutOf(parameter), annotation], shapeOf(parameter), {
    parameter: [layoutOf(parameter, "parameter"), annotation],
  });
}

/** `(a, b)`, for the signature of a function: on one line if it fits. */
export function parameters(params: readonly Code[]): Code {
  return codeOf(group(parameterList(params)));
}

function parameterList(params: readonly Code[]): Layout {
  const [only] = params;
  if (!only) return "()";
  if (params.length === 1 && isPattern(only)) return ["(", layoutOf(only, "parameter"), ")"];
  const items = params.map((param) => layoutOf(param));
  return ["(", indent([softline, join([",", line], items)]), ifBreak(","), softline, ")"];
}

function huggedList(params: readonly Code[]): Layout {
  return [
    "(",
    join(
      ", ",
      params.map((param) => flattened(layoutOf(param))),
    ),
    ")",
  ];
}

function isPattern(param: Code): boolean {
  const { kind } = shapeOf(param);
  return kind === "object" || kind === "array";
}

function bodyLayout(body: Code, hugged: boolean): Layout {
  const layout = layoutOf(body, "body");
  const ending = hugged ? [ifBreak(","), softline] : "";
  switch (shapeOf(body).kind) {
    case "object":
      return [" (", layout, ")"];
    case "array":
    case "block":
      return [" ", layout];
    case "conditional":
      return [" ", group([ifBreak("", "("), indent([softline, layout]), ifBreak("", ")"), ending])];
    default:
      return [indent([line, layout]), ending];
  }
}
