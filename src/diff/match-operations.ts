import type { Operation } from "../model/gateway-model.js";

export interface OperationPair {
  readonly old: Operation;
  readonly new: Operation;
}

/** Which operations of two documents are the same one. */
export interface MatchedOperations {
  /** At the same route, whatever its path parameters are called. */
  readonly same: readonly OperationPair[];
  /** At another route, by the `operationId`. */
  readonly moved: readonly OperationPair[];
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
}

/** Matches the operations of two documents: by route, and what is left by `operationId`. */
export function matchOperations(
  older: readonly Operation[],
  newer: readonly Operation[],
): MatchedOperations {
  const byRoute = pairUp(older, newer, routeKey);
  const byId = pairUp(byRoute.removed, byRoute.added, ({ operationId }) => operationId);
  return { same: byRoute.pairs, moved: byId.pairs, removed: byId.removed, added: byId.added };
}

/** Pairs what has the same key; of several with one key, in their order. */
function pairUp(
  older: readonly Operation[],
  newer: readonly Operation[],
  keyOf: (operation: Operation) => string | undefined,
) {
  const waiting = new Map<string, Operation[]>();
  for (const each of older) {
    const key = keyOf(each);
    if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), each]);
  }
  const added: Operation[] = [];
  const pairs = newer.flatMap((each): OperationPair[] => {
    const old = waiting.get(keyOf(each) ?? "")?.shift();
    if (old === undefined) added.push(each);
    return old === undefined ? [] : [{ old, new: each }];
  });
  const paired = new Set(pairs.map(({ old }) => old));
  return { pairs, removed: older.filter((each) => !paired.has(each)), added };
}

/** Equal for routes that take the same requests. */
function routeKey({ method, path }: Operation): string {
  return `${method} ${path.replaceAll(PARAMETER, (_, _name, plus: string) => `{${plus}}`)}`;
}

const PARAMETER = /\{([^{}]*?)(\+?)\}/g;

/** The names of the path parameters, in their order. */
export function parametersOf(path: string): readonly string[] {
  return [...path.matchAll(PARAMETER)].map(([, name = ""]) => name);
}

/**
 * The operation that takes the requests of a route which has none of its own: the most specific one
 * whose path and method cover it.
 */
export function fallbackOf(
  route: Pick<Operation, "method" | "path">,
  operations: readonly Operation[],
): Operation | undefined {
  return operations
    .filter((each) => covers(each, route))
    .toSorted((a, b) => specificity(b) - specificity(a))[0];
}

function covers(general: Operation, { method, path }: Pick<Operation, "method" | "path">): boolean {
  if (general.method !== "ANY" && general.method !== method) return false;
  if (!general.path.startsWith("/")) return true;
  const [segments, others] = [general.path, path].map((each) => each.split("/"));
  if (segments === undefined || others === undefined) return false;
  const isGreedy = segments.at(-1)?.endsWith("+}") === true;
  if (isGreedy ? others.length < segments.length : others.length !== segments.length) return false;
  return segments.every((segment, index) => {
    if (/^\{[^{}]*\}$/.test(segment)) return true;
    return segment === others[index];
  });
}

/** Literal segments count most, then plain parameters, then the method. */
function specificity({ method, path }: Operation): number {
  if (!path.startsWith("/")) return -1;
  const segments = path.split("/").filter((each) => !each.includes("+}"));
  const literal = segments.filter((each) => !each.includes("{")).length;
  return literal * 1000 + segments.length * 2 + (method === "ANY" ? 0 : 1);
}
