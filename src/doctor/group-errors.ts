import type { Change } from "../diff/change.js";
import type { HookRecord } from "../plan/project-plan.js";
import { hookFile } from "../plan/project-plan.js";
import type { CompilerError } from "./compiler-error.js";

/** A hook of a project, as its manifest lists it. */
export interface KnownHook extends HookRecord {
  readonly member: string;
}

/** Errors with one cause. */
export interface ErrorGroup {
  /** The hook that they are about; undefined for errors about none. */
  readonly hook: KnownHook | undefined;
  /** What changed in the document that concerns it, the gravest first. */
  readonly changes: readonly Change[];
  readonly errors: readonly CompilerError[];
}

/**
 * Groups a compiler's errors by the hooks that they are about, with the changes of the document that
 * concern each: a hook by its file, or by its member where an error names it. Errors about no hook come
 * last.
 * @param changes none where it is not known what changed
 */
export function groupErrors(
  errors: readonly CompilerError[],
  hooks: readonly KnownHook[],
  changes: readonly Change[],
): readonly ErrorGroup[] {
  const byHook = new Map<KnownHook | undefined, CompilerError[]>();
  for (const error of errors) {
    const hook = hookOf(error, hooks, changes);
    byHook.set(hook, [...(byHook.get(hook) ?? []), error]);
  }
  const groups = [...byHook].map(([hook, found]) => ({
    hook,
    changes: hook === undefined ? [] : changesFor(hook, changes),
    errors: found,
  }));
  return groups.toSorted((a, b) => Number(a.hook === undefined) - Number(b.hook === undefined));
}

function hookOf(
  { file, message }: CompilerError,
  hooks: readonly KnownHook[],
  changes: readonly Change[],
): KnownHook | undefined {
  const own = hooks.find((hook) => file === hookFile(hook));
  if (own !== undefined) return own;
  const named = new Set(Array.from(message.matchAll(/['"]([\w$]+)['"]/g), ([, name]) => name));
  // One that is not moved yet is missing under the name that it has now.
  const isNow = ({ kind, message: text }: Change) =>
    kind === "operation-renamed" && wordsOf(text).some((word) => named.has(word));
  return (
    hooks.find(({ member }) => named.has(member)) ??
    hooks.find((hook) => changesFor(hook, changes).some(isNow))
  );
}

/** Those of its operation; of a hook for several, as a scheme's, those that name it. */
function changesFor(hook: KnownHook, changes: readonly Change[]): readonly Change[] {
  const { method, path, member } = hook;
  const concerns =
    method === undefined || path === undefined
      ? ({ message }: Change) => wordsOf(message).includes(member)
      : ({ operations }: Change) =>
          operations.some((route) => routeKey(route) === routeKey(`${method} ${path}`));
  const found = changes.filter(concerns);
  const grave = found.filter((change) => change.class !== "safe");
  return grave.length > 0 ? grave : found;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\w$]+/g) ?? [];
}

/** Whatever parameters are called. */
function routeKey(route: string): string {
  return route.replaceAll(/\{[^{}+]*(\+?)\}/g, "{$1}");
}
