import type { ObjectLiteralElementLike, SourceFile } from "ts-morph";
import { Node, Project, SyntaxKind } from "ts-morph";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Position } from "../diagnostics/sources.js";
import { hookModule } from "./hook-module.js";
import type { ImportedName } from "./imported-names.js";
import { importedNames } from "./imported-names.js";
import { insertImports } from "./insert-imports.js";
import { insertMembers } from "./insert-members.js";
import { insert } from "./insertion.js";
import type { Obstacle, Registry } from "./read-registry.js";
import { readRegistry, unwrapped } from "./read-registry.js";
import { importText, memberText, readStyle } from "./registry-style.js";
import type { WantedHook } from "./wanted-hook.js";

/** A registry with what was missing from it. */
export interface AddedHooks {
  /** The registry: the same as before but for what was inserted. */
  readonly text: string;
  /** The hooks whose member or import was added. */
  readonly added: readonly WantedHook[];
  /**
   * The hooks whose own file the registry refers to now. Only these need a stub where there is no such
   * file: others are written in the registry itself, or come from elsewhere.
   */
  readonly stubs: readonly WantedHook[];
  readonly orphans: readonly OrphanedHook[];
  readonly byHand: readonly HookByHand[];
}

/** What the document no longer wants: a member of the registry, or an import that nothing uses. */
export interface OrphanedHook extends Position {
  readonly member?: string;
  /** Its file below `src/hooks`, without an extension, where it has one. */
  readonly module?: string;
}

/**
 * A hook that could not be added. It may be there already, where that cannot be seen: tell of those
 * that the document has only now begun to want, and leave the others to the compiler.
 */
export interface HookByHand extends Position {
  readonly hook: WantedHook;
  /** What stands at this position, to be read after “cannot add it: ”. */
  readonly why: string;
  /** The lines to add, as this file would have them. */
  readonly importLine: string;
  readonly memberLine: string;
}

/** What becomes of a wanted hook. */
interface Addition {
  readonly hook: WantedHook;
  /** What it is called in the registry. */
  readonly local: string;
  readonly needsImport: boolean;
  readonly needsMember: boolean;
}

/**
 * Adds to a registry of hooks (`src/hooks/index.ts`) the imports and members that it lacks, in its own
 * style and without changing any other byte. What is there stays, wherever it comes from. A registry
 * that cannot be understood is not touched: its hooks are in `byHand`.
 *
 * Loads ts-morph, which takes half a second: import this file only when `completeRegistry` is in doubt.
 * @param text the file as it is, with its byte order mark if it has one
 * @param fileName tells the language, by its extension
 */
export function addHooks(
  text: string,
  wanted: readonly WantedHook[],
  fileName = "index.ts",
): AddedHooks {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const source = parse(text.slice(mark.length), fileName);
  const imports = importedNames(source);
  const found = readRegistry(source);
  const registry = "why" in found ? undefined : found;
  const obstacle = "why" in found ? found : found.doubt;
  const missing = findMissing(source, imports, wanted, registry?.members ?? new Map());
  const additions = missing.filter(({ needsMember }) => !needsMember || obstacle === undefined);
  const added = additions.map(({ hook }) => hook);
  const own = new Set([...modulesIn(source), ...added.map(({ module }) => hookModule(module))]);
  return {
    text: mark + withAdditions(source, additions, registry),
    added,
    stubs: wanted.filter(({ module }) => own.has(hookModule(module))),
    orphans: registry === undefined ? [] : findOrphans(source, registry, imports, wanted),
    byHand:
      obstacle === undefined
        ? []
        : describeByHand(
            source,
            missing.filter((each) => !added.includes(each.hook)),
            obstacle,
            registry,
          ),
  };
}

function parse(text: string, fileName: string): SourceFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  });
  return project.createSourceFile(fileName, text);
}

function findMissing(
  source: SourceFile,
  imports: readonly ImportedName[],
  wanted: readonly WantedHook[],
  members: Registry["members"],
): readonly Addition[] {
  const used = usedNames(source);
  const taken = new Set([...used.keys(), ...wanted.map(({ member }) => member)]);
  return wanted.flatMap((hook): Addition[] => {
    const member = members.get(hook.member);
    if (member !== undefined) {
      const isUnbound = Node.isShorthandPropertyAssignment(member) && used.get(hook.member) === 1;
      return isUnbound ? [{ hook, local: hook.member, needsImport: true, needsMember: false }] : [];
    }
    const known = imports.find(
      ({ module, exported, isType }) =>
        module === hookModule(hook.module) && exported === hook.exported && !isType,
    );
    const local = known?.local ?? freeName(hook.member, used, taken);
    taken.add(local);
    return [{ hook, local, needsImport: known === undefined, needsMember: true }];
  });
}

/** How often each name is declared or referred to; names of properties are none. */
function usedNames(source: SourceFile): ReadonlyMap<string, number> {
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

/** `name`, or another one where the file means something else by it. */
function freeName(
  name: string,
  used: ReadonlyMap<string, number>,
  taken: ReadonlySet<string>,
): string {
  if (!used.has(name)) return name;
  for (let count = 1; ; count++) {
    const other = `${name}Hook${count === 1 ? "" : count}`;
    if (!taken.has(other)) return other;
  }
}

function withAdditions(
  source: SourceFile,
  additions: readonly Addition[],
  registry: Registry | undefined,
): string {
  const text = source.getFullText();
  if (registry === undefined) return text;
  const style = readStyle(source);
  const lines = additions
    .filter(({ needsImport }) => needsImport)
    .map(({ hook, local }) => importText(hook, local, style));
  const members = additions
    .filter(({ needsMember }) => needsMember)
    .map(({ hook, local }) => memberText(hook, local, registry.object));
  return insert(text, [
    ...insertImports(source, lines, style),
    ...insertMembers(registry.object, members, style),
  ]);
}

/** The modules that the file names anywhere: it may load one only when it is needed. */
function modulesIn(source: SourceFile): readonly string[] {
  const texts = source.getDescendantsOfKind(SyntaxKind.StringLiteral);
  return texts.map((each) => hookModule(each.getLiteralValue()));
}

function findOrphans(
  source: SourceFile,
  { members }: Registry,
  imports: readonly ImportedName[],
  wanted: readonly WantedHook[],
): readonly OrphanedHook[] {
  const lines = new LineIndex(source.getFullText());
  const names = new Set<string>(wanted.map(({ member }) => member));
  const modules = new Set(wanted.map(({ module }) => hookModule(module)));
  const used = usedNames(source);
  const ofMembers = [...members].flatMap(([member, node]): OrphanedHook[] => {
    if (names.has(member)) return [];
    const module = imports.find(({ local }) => local === valueName(node))?.module;
    return [
      { ...lines.position(node.getStart()), member, ...(module !== undefined && { module }) },
    ];
  });
  const ofImports = imports.flatMap(({ local, module, declaration }): OrphanedHook[] => {
    const isHook = /^(?:handlers|functions)\//.test(module) && !modules.has(module);
    const isUnused = used.get(local) === 1;
    return isHook && isUnused ? [{ ...lines.position(declaration.getStart()), module }] : [];
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

function describeByHand(
  source: SourceFile,
  missing: readonly Addition[],
  { why, offset }: Obstacle,
  registry: Registry | undefined,
): readonly HookByHand[] {
  const style = readStyle(source);
  const position = new LineIndex(source.getFullText()).position(offset);
  return missing.map(({ hook, local }) => ({
    hook,
    why,
    ...position,
    importLine: importText(hook, local, style),
    memberLine: `${memberText(hook, local, registry?.object)},`,
  }));
}
