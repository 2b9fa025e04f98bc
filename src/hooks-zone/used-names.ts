import type { SourceFile } from "ts-morph";
import { Node, SyntaxKind } from "ts-morph";

/** How often each name is declared or referred to in a file; those of properties are not names. */
export function usedNames(source: SourceFile): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const identifier of source.getDescendantsOfKind(SyntaxKind.Identifier)) {
    const parent = identifier.getParent();
    const isProperty =
      (Node.isPropertyAccessExpression(parent) ||
        Node.isPropertyAssignment(parent) ||
        Node.isMethodDeclaration(parent)) &&
      parent.getNameNode() === identifier;
    if (isProperty) continue;
    const name = identifier.compilerNode.text;
    used.set(name, (used.get(name) ?? 0) + 1);
  }
  return used;
}
