import { type Expression, parseSync, Visitor } from "oxc-parser";
import { InternalError } from "../code/code-kit.js";

/**
 * The second net under the code kit: throws unless `text` is TypeScript that parses and neither
 * evaluates strings nor imports what it computes. A failure is a bug of the generator.
 */
export function assertParses(path: string, text: string): void {
  const result = parseSync(path, text, { lang: "ts", sourceType: "module" });
  const fail = (what: string, offset: number): never => {
    throw new InternalError(`${path}:${positionAt(text, offset)}: ${what}`);
  };
  const [error] = result.errors;
  if (error) fail(error.message, error.labels[0]?.start ?? 0);
  for (const { start, moduleRequest } of MAY_IMPORT.test(text)
    ? result.module.dynamicImports
    : []) {
    const request = text.slice(moduleRequest.start, moduleRequest.end);
    if (!/^(["'])[^"'\\]*\1$/.test(request)) fail("an import that is computed", start);
  }
  if (!MAY_EVALUATE.test(text)) return;
  const check = ({ callee, start }: { readonly callee: Expression; readonly start: number }) => {
    if (evaluates(callee)) fail("code that evaluates a string", start);
  };
  new Visitor({ CallExpression: check, NewExpression: check }).visit(result.program);
}

/** Without one of these in it, a text need not be asked: between the word and `(` may be comments. */
const MAY_IMPORT = /\bimport\s*[(./]/;

/** Without one of these in it, a text needs no walk: `eval` may be written with escapes. */
const MAY_EVALUATE = /\beval\b|\bFunction\b|\\u/;

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

function positionAt(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
