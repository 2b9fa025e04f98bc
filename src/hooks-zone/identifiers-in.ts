import type { Identifier, SourceFile } from "ts-morph";
import { Node } from "ts-morph";

/** The identifiers of a file, without those that documentation speaks of. */
export function identifiersIn(source: SourceFile): readonly Identifier[] {
  const found: Identifier[] = [];
  source.forEachDescendant((node) => {
    if (Node.isIdentifier(node)) found.push(node);
  });
  return found;
}
