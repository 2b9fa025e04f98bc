import { hookModule } from "./hook-module.js";
import type { WantedHook } from "./wanted-hook.js";

const NAME = "[A-Za-z_$][\\w$]*";

/*
 * Without templates, expressions and escapes, which none of these patterns let pass, comments and
 * texts can be told by their first characters. The first thing that this reads otherwise than a
 * compiler does is left in the text, and no pattern fits.
 */
const COMMENT_OR_TEXT = /"[^"\\\r\n]*"|'[^'\\\r\n]*'|\/\/[^\r\n\u2028\u2029]*|\/\*[^]*?\*\//g;
const IMPORT =
  /\s*import\s*(type\b)?\s*\{([\w$\s,]*)\}\s*from\s*(?:"([\w./@-]*)"|'([\w./@-]*)')(?:\s*;|[^\S\r\n]*[\r\n])/y;
const OBJECT = /\s*export\s+const\s+hooks\s*=\s*\{([\w$\s,:]*)\}\s*satisfies\s+Hooks\s*;?\s*$/y;
const IMPORTED = new RegExp(`^(${NAME}\\s+as\\s+)?(${NAME})$`);
const MEMBER = new RegExp(`^(${NAME})(?:\\s*:\\s*(${NAME}))?$`);

/**
 * Tells a registry that certainly has all wanted hooks, with their imports, without loading a parser.
 * It knows registries as gatewright writes them, in whatever layout and with comments: `import`s in
 * braces, then `export const hooks = { … } satisfies Hooks`.
 * @returns the hooks whose own file the registry imports, as `AddedHooks.stubs`; undefined if a hook is
 * missing, or if in doubt: ask `addHooks`
 */
export function completeRegistry(
  text: string,
  wanted: readonly WantedHook[],
): readonly WantedHook[] | undefined {
  const code = text.replace(COMMENT_OR_TEXT, blankComment);
  const modules = new Map<string, string>();
  let end = 0;
  for (let found = match(IMPORT, code, end); found; found = match(IMPORT, code, end)) {
    end = IMPORT.lastIndex;
    const [, type, names = "", double, single] = found;
    for (const name of listed(names)) {
      const local = IMPORTED.exec(name)?.[2];
      if (local === undefined) return undefined;
      if (type === undefined) modules.set(local, hookModule(double ?? single ?? ""));
    }
  }
  const members = membersOf(match(OBJECT, code, end)?.[1]);
  const complete = wanted.every(({ member }) => modules.has(members.get(member) ?? ""));
  if (!complete) return undefined;
  const own = new Set(modules.values());
  return wanted.filter(({ module }) => own.has(hookModule(module)));
}

function blankComment(found: string): string {
  return found.startsWith("/") ? " " : found;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The parts between commas; only the last may be empty. */
function listed(text: string): readonly string[] {
  const parts = text.split(",").map((part) => part.trim());
  return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
}

/** Which name each member is; none if the object is not as simple as that. */
function membersOf(text: string | undefined): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const part of text === undefined ? [] : listed(text)) {
    const [, member, value = member] = MEMBER.exec(part) ?? [];
    if (member === undefined || value === undefined) return new Map();
    members.set(member, value);
  }
  return members;
}
