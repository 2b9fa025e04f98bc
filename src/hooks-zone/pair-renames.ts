/** A hook before or after a change of the document, and its operation if it is for one. */
export interface OperationHook {
  readonly member: string;
  /** Its file as the registry imports it: `./handlers/getPet.js`. */
  readonly module: string;
  readonly operationId?: string;
  readonly method?: string;
  readonly path?: string;
}

/** A hook that the document now wants under another name: its file can be moved. */
export interface RenamedHook {
  readonly from: OperationHook;
  readonly to: OperationHook;
}

/**
 * Finds the hooks whose file has another name now: of those that are gone and those that are new, the
 * ones with the same `operationId`, and of the rest the ones with the same method and path, whatever
 * its parameters are called. Where more than one could be meant, none is.
 *
 * For each, print a `git mv` of the file of `from` to that of `to`, and write no stub at `to`, which
 * would be in its way.
 */
export function pairRenames(
  before: readonly OperationHook[],
  now: readonly OperationHook[],
): readonly RenamedHook[] {
  const gone = without(before, now);
  const fresh = without(now, before);
  const byId = pairBy(gone, fresh, ({ operationId }) => operationId);
  const froms = byId.map(({ from }) => from);
  const tos = byId.map(({ to }) => to);
  return [...byId, ...pairBy(without(gone, froms), without(fresh, tos), routeKey)];
}

function without(
  hooks: readonly OperationHook[],
  others: readonly OperationHook[],
): readonly OperationHook[] {
  const modules = new Set(others.map(({ module }) => module));
  return hooks.filter(({ module }) => !modules.has(module));
}

function pairBy(
  gone: readonly OperationHook[],
  fresh: readonly OperationHook[],
  keyOf: (hook: OperationHook) => string | undefined,
): readonly RenamedHook[] {
  const news = singles(fresh, keyOf);
  return [...singles(gone, keyOf)].flatMap(([key, from]): RenamedHook[] => {
    const to = news.get(key);
    return from !== undefined && to !== undefined ? [{ from, to }] : [];
  });
}

/** The hooks by key; undefined where several have the same. */
function singles(
  hooks: readonly OperationHook[],
  keyOf: (hook: OperationHook) => string | undefined,
): ReadonlyMap<string, OperationHook | undefined> {
  const found = new Map<string, OperationHook | undefined>();
  for (const hook of hooks) {
    const key = keyOf(hook);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : hook);
  }
  return found;
}

function routeKey({ method, path }: OperationHook): string | undefined {
  if (method === undefined || path === undefined) return undefined;
  return `${method.toUpperCase()} ${path.replace(/\{[^{}+]*(\+?)\}/g, "{$1}")}`;
}
