import type { Expression, Program } from "oxc-parser";
import { parseSync } from "oxc-parser";
import { expect } from "vitest";

/** What a registry has, as another parser than the product's reads it. */
export interface ParsedRegistry {
  /** Each member, with the name that is its value if it is one. */
  readonly members: ReadonlyMap<string, string | undefined>;
  /** What each name is imported from, and as what. */
  readonly imports: ReadonlyMap<string, { readonly module: string; readonly exported: string }>;
  readonly comments: readonly string[];
}

/** Fails if the text is not TypeScript. */
export function registryOf(text: string): ParsedRegistry {
  const { program, comments, errors } = parseSync("index.ts", text);
  expect(errors, text).toEqual([]);
  const object = bare(registryIn(program));
  if (object?.type !== "ObjectExpression") throw new Error(`no registry: ${text}`);
  const members = object.properties.map((property) => {
    if (property.type === "SpreadElement") throw new Error("a spread");
    const { key, value } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : "";
    const used = bare(value);
    return [String(name), used.type === "Identifier" ? used.name : undefined] as const;
  });
  expect(new Set(members.map(([name]) => name)).size, text).toBe(members.length);
  return {
    members: new Map(members),
    imports: importsIn(program),
    comments: comments.map(({ value }) => value),
  };
}

function registryIn({ body }: Program): Expression {
  for (const statement of body) {
    if (statement.type === "ExportDefaultDeclaration") return statement.declaration as Expression;
    const inner = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (inner?.type !== "VariableDeclaration") continue;
    for (const { id, init } of inner.declarations) {
      if (id.type === "Identifier" && id.name === "hooks" && init !== null) return init;
    }
  }
  throw new Error("no registry");
}

function bare(expression: Expression): Expression {
  return expression.type === "ParenthesizedExpression" ||
    expression.type === "TSSatisfiesExpression" ||
    expression.type === "TSAsExpression" ||
    expression.type === "TSTypeAssertion"
    ? bare(expression.expression)
    : expression;
}

function importsIn({ body }: Program): ParsedRegistry["imports"] {
  const imports = new Map<string, { readonly module: string; readonly exported: string }>();
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") continue;
    for (const specifier of statement.specifiers) {
      const named = specifier.type === "ImportSpecifier" ? specifier.imported : undefined;
      const exported = named?.type === "Identifier" ? named.name : "";
      imports.set(specifier.local.name, { module: statement.source.value, exported });
    }
  }
  return imports;
}
