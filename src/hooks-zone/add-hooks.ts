import type { SourceFile } from "ts-morph";
import { SyntaxKind } from "ts-morph";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Position } from "../diagnostics/sources.js";
import type { MissingHook } from "./find-missing.js";
import { findMissing } from "./find-missing.js";
import type { OrphanedHook } from "./find-orphans.js";
import { findOrphans } from "./find-orphans.js";
import { hookModule } from "./hook-module.js";
import { insertImports } from "./insert-imports.js";
import { insertMembers } from "./insert-members.js";
import { insert } from "./insertion.js";
import { parseSource } from "./parse-source.js";
import type { Registry } from "./read-registry.js";
import { readRegistry } from "./read-registry.js";
import type { RegistryStyle } from "./registry-style.js";
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

/**
 * A hook that could not be added, and whose import is not there either. It may be written where that
 * cannot be seen: tell of those that the document has only now begun to want, and write their stubs;
 * of others, the compiler tells.
 */
export interface HookByHand extends Position {
  readonly hook: WantedHook;
  /** What stands at this position of the registry, to be read after “cannot add it: ”. */
  readonly why: string;
  /** What to add, as this file would have it: a line with its imports, and one in its object. */
  readonly importLine: string;
  readonly memberLine: string;
}

/**
 * Adds to a registry of hooks (`src/hooks/index.ts`) the imports and members that it lacks, in its own
 * style and without changing any other byte. What is there stays, wherever it comes from. A registry
 * that cannot be understood is not touched: what it may lack is in `byHand`.
 *
 * Loads ts-morph, which takes half a second: import this file only where `completeRegistry` is in doubt.
 * @param text the file as it is, with its byte order mark if it has one
 * @param fileName tells the language, by its extension
 */
export function addHooks(
  text: string,
  wanted: readonly WantedHook[],
  fileName = "index.ts",
): AddedHooks {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const { source, error } = parseSource(body, fileName);
  const found = error ?? readRegistry(source);
  const registry = "why" in found ? undefined : found;
  const obstacle = "why" in found ? found : found.doubt;
  const style = readStyle(source);
  const missing = findMissing(source, wanted, registry?.members ?? new Map());
  const additions = missing.filter(({ needsMember }) => !needsMember || obstacle === undefined);
  const added = additions.map(({ hook }) => hook);
  const own = new Set([...modulesIn(source), ...added.map(({ module }) => hookModule(module))]);
  const place = new LineIndex(body).position(obstacle?.offset ?? 0);
  return {
    text: registry ? mark + withAdditions(source, additions, registry, style) : text,
    added,
    stubs: wanted.filter(({ module }) => own.has(hookModule(module))),
    orphans: registry ? findOrphans(source, wanted, registry.members) : [],
    byHand: missing
      .filter((each) => each.needsImport && !additions.includes(each))
      .map(({ hook, local }) => ({
        hook,
        why: obstacle?.why ?? "",
        ...place,
        importLine: importText(hook, local, style),
        memberLine: `${memberText(hook, local, registry?.object)},`,
      })),
  };
}

function withAdditions(
  source: SourceFile,
  additions: readonly MissingHook[],
  { object }: Registry,
  style: RegistryStyle,
): string {
  const lines = additions
    .filter(({ needsImport }) => needsImport)
    .map(({ hook, local }) => importText(hook, local, style));
  const members = additions
    .filter(({ needsMember }) => needsMember)
    .map(({ hook, local }) => memberText(hook, local, object));
  return insert(source.getFullText(), [
    ...insertImports(source, lines, style),
    ...insertMembers(object, members, style),
  ]);
}

/** The modules that the file names anywhere: it may load one only when it is needed. */
function modulesIn(source: SourceFile): readonly string[] {
  const texts = source.getDescendantsOfKind(SyntaxKind.StringLiteral);
  return texts.map((each) => hookModule(each.getLiteralValue()));
}
