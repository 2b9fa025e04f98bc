import { type Expression, parseSync, Visitor } from "oxc-parser";
import { transformSync } from "oxc-transform";
import { InternalError } from "../code/code-kit.js";

/**
 * The second net under the code kit: throws unless `text` is TypeScript that parses and neither
 * evaluates strings nor imports what it computes. A failure is a bug of the generator.
 *
 * oxc-transform answers whether it parses in an eighth of the time, and a fraction of the memory, that
 * oxc-parser takes to hand over the tree.
 */
export function assertParses(path: string, text: string): void {
  const [error] = transformSync(path, text, OPTIONS).errors;
  if (error) fail(path, text, error.message, error.labels[0]?.start ?? 0);
  const [mayImport, mayEvaluate] = [MAY_IMPORT.test(text), MAY_EVALUATE.test(text)];
  if (!mayImport && !mayEvaluate) return;
  const { module, program } = parseSync(path, text, OPTIONS);
  for (const { start, moduleRequest } of mayImport ? module.dynamicImports : []) {
    const request = text.slice(moduleRequest.start, moduleRequest.end);
    if (!/^(["'])[^"'\\]*\1$/.test(request)) fail(path, text, "an import that is computed", start);
  }
  if (!mayEvaluate) return;
  const check = ({ callee, start }: { readonly callee: Expression; readonly start: number }) => {
    if (evaluates(callee)) fail(path, text, "code that evaluates a string", start);
  };
  new Visitor({ CallExpression: check, NewExpression: check }).visit(program);
}

const OPTIONS = { lang: "ts", sourceType: "module" } as const;

function fail(path: string, text: string, what: string, offset: number): never {
  throw new InternalError(`${path}:${positionAt(text, offset)}: ${what}`);
}

/**
 * Without one of these in it, a text need not be asked: `import(`, `import.source(` and
 * `import.defer(`, with comments in them or not. Keywords have no escapes.
 */
const MAY_IMPORT = /\bimport\s*(?:\(|\/[/*]|\.\s*(?:source|defer|\/[/*]))/;

/** Without one of these in it, a text needs no walk: `eval` may be written with escapes. */
const MAY_EVALUATE = /\beval\b|\bFunction\b|\\u(?:\{|[\dA-Fa-f]{4})/;

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
