import { type Code, codeOf, layoutOf, type Place, shapeOf } from "./code.js";
import { group, ifBreak, indent, type Layout, line } from "./layout.js";

/** `test ? yes : no`; either branch may be a conditional itself. */
export function conditional(test: Code, yes: Code, no: Code): Code {
  const condition = partLayout(test, "test");
  const branches = branchesLayout(yes, no);
  // As an argument, or after `return`, operators inside are indented as they are anywhere else.
  const apart = group([partLayout(test, "test", true), indent(branchesLayout(yes, no, true))]);
  return codeOf(
    group([condition, indent(branches)]),
    { kind: "conditional", test },
    {
      argument: apart,
      returned: apart,
      alternate: [indent(condition), branches],
      consequent: [condition, branches],
    },
  );
}

function branchesLayout(yes: Code, no: Code, apart = false): Layout {
  const nested = shapeOf(yes).kind === "conditional";
  return [
    line,
    "? ",
    nested ? ifBreak("", "(") : "",
    indent(partLayout(yes, "consequent", apart)),
    nested ? ifBreak("", ")") : "",
    line,
    ": ",
    indent(partLayout(no, "alternate", apart)),
  ];
}

function partLayout(part: Code, role: "test" | "consequent" | "alternate", apart = false): Layout {
  const shape = shapeOf(part);
  switch (shape.kind) {
    case "binary": {
      const place: Place | undefined = apart ? undefined : "body";
      const layout = layoutOf(part, place);
      return shape.operator === "??" ? ["(", layout, ")"] : layout;
    }
    case "conditional":
      return role === "test" ? ["(", layoutOf(part), ")"] : layoutOf(part, role);
    case "arrow":
      // After `?`, a typed parameter list and the `:` of the conditional are ambiguous.
      return role === "alternate" ? layoutOf(part) : ["(", layoutOf(part), ")"];
    default:
      return layoutOf(part);
  }
}
