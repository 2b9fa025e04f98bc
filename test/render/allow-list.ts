import Handlebars from "handlebars";

const BLOCKS: ReadonlySet<string> = new Set(["if", "unless", "each"]);
const DATA: ReadonlySet<string> = new Set(["first", "last", "index"]);

/**
 * What a template holds that the guard of `renderTemplate` was not built for, one line of text for
 * each; empty for a template as it should be. A template is content, holes, `if`, `unless` and
 * `each` with `else`, comments, and partials by their name.
 */
export function problemsOfTemplate(text: string): readonly string[] {
  return problemsOfProgram(Handlebars.parse(text));
}

function problemsOfProgram(program: hbs.AST.Program | undefined): string[] {
  if (!program) return [];
  const named = (program.blockParams ?? []).length > 0;
  return [
    ...(named ? [problem(program, "block parameters")] : []),
    ...program.body.flatMap(problemsOfStatement),
  ];
}

function problemsOfStatement(statement: hbs.AST.Statement): string[] {
  switch (statement.type) {
    case "CommentStatement":
      return [];
    case "ContentStatement":
      return /[\uE000\uE001]/.test((statement as hbs.AST.ContentStatement).value)
        ? [problem(statement, "a placeholder of the renderer")]
        : [];
    case "MustacheStatement":
      return problemsOfHole(statement as hbs.AST.MustacheStatement);
    case "BlockStatement":
      return problemsOfBlock(statement as hbs.AST.BlockStatement);
    case "PartialStatement":
      return problemsOfPartial(statement as hbs.AST.PartialStatement);
    default:
      return [problem(statement, statement.type)];
  }
}

function problemsOfHole(hole: hbs.AST.MustacheStatement): string[] {
  if (!hole.escaped) return [problem(hole, "a hole without escaping")];
  return hasArguments(hole) || !isPath(hole.path)
    ? [problem(hole, "a hole that is more than a path")]
    : [];
}

function problemsOfBlock(block: hbs.AST.BlockStatement): string[] {
  const path = block.path as hbs.AST.PathExpression;
  const [condition, ...others] = block.params;
  const known = BLOCKS.has(path.original) && others.length === 0 && !block.hash;
  const tests = condition !== undefined && (isPath(condition) || isLoopData(condition));
  return [
    ...(known && tests ? [] : [problem(block, `the block ${path.original}`)]),
    ...problemsOfProgram(block.program),
    ...problemsOfProgram(block.inverse),
  ];
}

function problemsOfPartial(partial: hbs.AST.PartialStatement): string[] {
  const isStatic = partial.name.type === "PathExpression";
  return isStatic && !hasArguments(partial) ? [] : [problem(partial, "a partial with arguments")];
}

function hasArguments({ params, hash }: hbs.AST.MustacheStatement | hbs.AST.PartialStatement) {
  return params.length > 0 || (hash as hbs.AST.Hash | undefined) !== undefined;
}

function isPath(expression: hbs.AST.Expression): boolean {
  return expression.type === "PathExpression" && !(expression as hbs.AST.PathExpression).data;
}

function isLoopData(expression: hbs.AST.Expression): boolean {
  const { type, data, parts } = expression as hbs.AST.PathExpression;
  return type === "PathExpression" && data && parts.length === 1 && DATA.has(String(parts[0]));
}

function problem(node: hbs.AST.Node, what: string): string {
  return `line ${node.loc.start.line}: ${what}`;
}
