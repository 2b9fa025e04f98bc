import { type Code, codeOf, layoutOf } from "./code.js";
import { isIdentifier } from "./identifier.js";
import { InternalError } from "./internal-error.js";
import { group, hardline, ifBreak, indent, isSequence, join, line, use } from "./layout.js";
import type { Layout, Use } from "./layout.js";
import type { ModulePath } from "./module-path.js";
import { stringLiteral } from "./string-literal.js";

export interface ImportOptions {
  /** Only used as a type, here. */
  readonly type?: boolean;
  /** The name in this file; the exported one unless said. */
  readonly as?: string;
}

/**
 * The use of `exported` from the module `from`. The import line follows from it: whoever prints a
 * file asks `importsOf` for the imports of what it prints. What cannot be declared here, such as
 * `default`, `*` or the name of a global, needs `as`.
 */
export function imported(exported: string, from: ModulePath, options: ImportOptions = {}): Code {
  const local = options.as ?? exported;
  if (!/^(?:[A-Za-z_$][A-Za-z0-9_$]*|\*)$/.test(exported) || !isIdentifier(local)) {
    throw new InternalError(
      `cannot import ${JSON.stringify(exported)} as ${JSON.stringify(local)}`,
    );
  }
  const layout = use(exported, from, local, options.type ?? false);
  return codeOf(layout, { kind: "text", text: local });
}

/**
 * The import lines for every `imported` name in `codes`: packages first, then the files of the
 * project, from the farthest to the nearest. What is only used as types is imported as types.
 */
export function importsOf(codes: readonly Code[]): Code {
  const byLocal = new Map<string, Use>();
  for (const found of usesIn(codes.map((code) => layoutOf(code)))) {
    const known = byLocal.get(found.local) ?? found;
    if (known.from !== found.from || known.exported !== found.exported) {
      throw new InternalError(
        `${found.local} would be imported from both ${known.from} and ${found.from}`,
      );
    }
    byLocal.set(found.local, known.typeOnly ? found : known);
  }
  const byModule = new Map<string, Use[]>();
  for (const found of byLocal.values()) {
    const others = byModule.get(found.from);
    if (others) others.push(found);
    else byModule.set(found.from, [found]);
  }
  const modules = [...byModule].toSorted(([a], [b]) => rank(a) - rank(b) || compare(a, b));
  return codeOf(
    join(
      hardline,
      modules.flatMap(([from, uses]) => importLines(from, uses)),
    ),
  );
}

function usesIn(root: Layout): ReadonlySet<Use> {
  const found = new Set<Use>();
  const stack: Layout[] = [root];
  for (let layout = stack.pop(); layout !== undefined; layout = stack.pop()) {
    if (typeof layout === "string") continue;
    if (isSequence(layout)) {
      for (const part of layout) if (typeof part !== "string") stack.push(part);
    } else if (layout.kind === "use") found.add(layout);
    else if (layout.kind === "one-line") stack.push(layout.pieces);
    else if (layout.kind === "if-break") stack.push(layout.broken, layout.flat);
    else if (layout.kind === "fill") stack.push(layout.parts);
    else if ("contents" in layout) stack.push(layout.contents);
  }
  return found;
}

function importLines(from: string, uses: readonly Use[]): Layout[] {
  const sorted = uses.toSorted((a, b) => compareNames(a.local, b.local));
  const typeOnly = sorted.every((use) => use.typeOnly);
  const keyword = typeOnly ? "import type " : "import ";
  const lineFor = (clause: Layout): Layout => [keyword, clause, " from ", stringLiteral(from), ";"];
  const spaces = sorted.filter(({ exported }) => exported === "*");
  const defaults = sorted.filter((use) => use.exported === "default" && use.typeOnly === typeOnly);
  const named = sorted.filter((use) => !spaces.includes(use) && use !== defaults[0]);
  const specifiers = named.map((use) => specifier(use, typeOnly));
  const first = defaults.slice(0, 1).map(({ local }) => local);
  const lists = specifiers.length > 0 ? [braces(specifiers)] : [];
  const clauses = typeOnly ? [...first, ...lists] : [join(", ", [...first, ...lists])];
  return [
    ...spaces.map((use) => namespaceLine(use, from)),
    ...clauses.filter((clause) => clause.length > 0).map(lineFor),
  ];
}

function namespaceLine({ local, typeOnly }: Use, from: string): Layout {
  return [
    typeOnly ? "import type * as " : "import * as ",
    local,
    " from ",
    stringLiteral(from),
    ";",
  ];
}

function specifier({ exported, local, typeOnly }: Use, inTypeImport: boolean): string {
  const renamed = exported === local ? local : `${exported} as ${local}`;
  return typeOnly && !inTypeImport ? `type ${renamed}` : renamed;
}

function braces(specifiers: readonly string[]): Layout[] {
  if (specifiers.length === 1) return ["{ ", ...specifiers, " }"];
  return [group(["{", indent([line, join([",", line], specifiers)]), ifBreak(","), line, "}"])];
}

function rank(from: string): number {
  if (from.startsWith("node:")) return 0;
  if (!from.startsWith(".")) return 1;
  return from.startsWith("../") ? 2 : 3;
}

/** Without regard to case at first, as editors sort imports. */
function compareNames(a: string, b: string): number {
  return compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
