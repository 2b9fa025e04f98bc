import { type Code, codeOf, layoutOf, shapeOf } from "./code.js";
import { group, hardline, ifBreak, indent, join, type Layout, lazyGroup } from "./layout.js";
import { line, softline } from "./layout.js";

/** `{ … }` with one statement a line; empty statements are left out. */
export function block(statements: readonly Code[]): Code {
  const items = statements.filter((code) => !code.isEmpty).map((code) => layoutOf(code));
  const layout =
    items.length === 0 ? "{}" : ["{", indent([hardline, join(hardline, items)]), hardline, "}"];
  return codeOf(layout, { kind: "block" });
}

/** `if (test) { … }`, with `else` for a `block`, or `else if` for another `ifElse`. */
export function ifElse(test: Code, statements: readonly Code[], otherwise?: Code): Code {
  const condition = group([indent([softline, layoutOf(test, "condition")]), softline]);
  const head: Layout = ["if (", condition, ") ", layoutOf(block(statements))];
  return codeOf(otherwise ? [head, " else ", layoutOf(otherwise)] : head);
}

/** `if (test) statement`, without braces; the statement goes below where the line is too long. */
export function ifStatement(test: Code, statement: Code): Code {
  const then = layoutOf(statement);
  const layout = lazyGroup(["if (", layoutOf(test), ") ", then], () => {
    const condition = group([indent([softline, layoutOf(test, "condition")]), softline]);
    return ["if (", condition, ")", indent([line, then])];
  });
  return codeOf(layout);
}

/** `return value;` */
export function returned(value: Code): Code {
  return codeOf(["return ", argument(value), ";"]);
}

/** `throw value;` */
export function thrown(value: Code): Code {
  return codeOf(["throw ", argument(value), ";"]);
}

function argument(value: Code): Layout {
  const layout = layoutOf(value, "returned");
  return shapeOf(value).kind === "binary"
    ? group([ifBreak("("), indent([softline, layout]), softline, ifBreak(")")])
    : layout;
}
