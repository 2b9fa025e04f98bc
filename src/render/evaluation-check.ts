import { type Expression, parseSync, Visitor } from "oxc-parser";
import { failAt } from "./render-failure.js";

/**
 * Throws if a text evaluates strings or imports what it computes. A module of its own: loading the
 * parser takes longer than to check a small project, and hardly any text needs it (`mayEvaluate`).
 */
export function assertEvaluatesNothing(path: string, text: string): void {
  const { module, program } = parseSync(path, text, { lang: "ts", sourceType: "module" });
  for (const { start, moduleRequest } of module.dynamicImports) {
    const request = text.slice(moduleRequest.start, moduleRequest.end);
    if (!/^(["'])[^"'\\]*\1$/.test(request))
      failAt(path, text, "an import that is computed", start);
  }
  const check = ({ callee, start }: { readonly callee: Expression; readonly start: number }) => {
    if (evaluates(callee)) failAt(path, text, "code that evaluates a string", start);
  };
  new Visitor({ CallExpression: check, NewExpression: check }).visit(program);
}

function evaluates(callee: Expression): boolean {
  switch (callee.type) {
    case "Identifier":
      return callee.name === "eval" || callee.name === "Function";
    case "ParenthesizedExpression":
      return evaluates(callee.expression);
    case "SequenceExpression":
      return callee.expressions.some(evaluates);
    case "MemberExpression":
      return callee.property.type === "Identifier" && evaluates(callee.property);
    default:
      return false;
  }
}
