import type { SourceFile } from "ts-morph";
import { Node } from "ts-morph";
import { identifiersIn } from "./identifiers-in.js";

/** How often each name is declared or referred to in a file; those of properties are not names. */
export function usedNames(source: SourceFile): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const identifier of identifiersIn(source)) {
    const parent = identifier.getParent();
    const isOfProperty =
      Node.isPropertyAccessExpression(parent) ||
      Node.isPropertyNamed(parent) ||
      (Node.isImportSpecifier(parent) && parent.getAliasNode() !== undefined);
    if (isOfProperty && parent.getNameNode() === identifier) continue;
    const name = identifier.compilerNode.text;
    used.set(name, (used.get(name) ?? 0) + 1);
  }
  return used;
}
