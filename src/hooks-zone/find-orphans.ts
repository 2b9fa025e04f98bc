import type { ObjectLiteralElementLike, SourceFile } from "ts-morph";
import { Node } from "ts-morph";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Position } from "../diagnostics/sources.js";
import { hookModule } from "./hook-module.js";
import { importedNames } from "./imported-names.js";
import type { Registry } from "./read-registry.js";
import { unwrapped } from "./read-registry.js";
import { usedNames } from "./used-names.js";
import type { WantedHook } from "./wanted-hook.js";

/**
 * What the document no longer wants: a member of the registry, or the import of a hook that nothing
 * uses; and where it is in the registry.
 */
export interface OrphanedHook extends Position {
  readonly member?: string;
  /** Its file below `src/hooks`, without an extension, where that is its alone: `handlers/getPet`. */
  readonly module?: string;
}

/** The members first, then the imports, each in their order. */
export function findOrphans(
  source: SourceFile,
  wanted: readonly WantedHook[],
  members: Registry["members"],
): readonly OrphanedHook[] {
  const lines = new LineIndex(source.getFullText());
  const imports = importedNames(source);
  const used = usedNames(source);
  const names = new Set<string>(wanted.map(({ member }) => member));
  const modules = new Set(wanted.map(({ module }) => hookModule(module)));
  const ofMembers = [...members].flatMap(([member, node]): OrphanedHook[] => {
    if (names.has(member)) return [];
    const module = imports.find(({ local }) => local === valueName(node))?.module ?? "";
    const isOrphaned = module !== "" && !modules.has(module);
    return [{ member, ...(isOrphaned && { module }), ...lines.position(node.getStart()) }];
  });
  const ofImports = imports.flatMap(({ local, module, declaration }): OrphanedHook[] => {
    const isHook = /^(?:handlers|functions)\//.test(module) && !modules.has(module);
    const isUnused = used.get(local) === 1;
    return isHook && isUnused ? [{ module, ...lines.position(declaration.getStart()) }] : [];
  });
  return [...ofMembers, ...ofImports];
}

/** The name that a member's value is, if it is one. */
function valueName(member: ObjectLiteralElementLike): string | undefined {
  if (Node.isShorthandPropertyAssignment(member)) return member.getName();
  const value = Node.isPropertyAssignment(member) ? member.getInitializer() : undefined;
  const bare = value && unwrapped(value);
  return Node.isIdentifier(bare) ? bare.getText() : undefined;
}
