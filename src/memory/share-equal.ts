type Members = Readonly<Record<string, unknown>>;

/**
 * The same value, made of the parts of an earlier one wherever these are equal, so that what did not
 * change is the same object. Of plain data, whose members stand in the same order.
 */
export function shareEqual<Value>(before: unknown, now: Value): Value {
  if (Object.is(before, now) || !isObject(before) || !isObject(now)) return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const keys = Object.keys(now);
  const earlier = Object.keys(before);
  let isEqual = keys.length === earlier.length;
  let shared: Record<string, unknown> | undefined;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (isEqual && earlier[index] !== key) isEqual = false;
    const member = now[key];
    const own = shareEqual(Object.hasOwn(before, key) ? before[key] : undefined, member);
    if (own !== member) {
      shared ??= (Array.isArray(now) ? [...now] : { ...now }) as Record<string, unknown>;
      shared[key] = own;
    }
    if (isEqual && !Object.is(own, before[key])) isEqual = false;
  }
  return (isEqual ? before : (shared ?? now)) as Value;
}

/** The same of a list whose items are known by a name, wherever in it they stand. */
export function shareEqualBy<Item extends object>(
  nameOf: (item: Item) => string,
  before: readonly Item[],
  now: readonly Item[],
): readonly Item[] {
  const byName = new Map(before.map((item) => [nameOf(item), item]));
  const shared = now.map((item) => shareEqual(byName.get(nameOf(item)), item));
  const isEqual =
    shared.length === before.length && shared.every((item, index) => item === before[index]);
  return isEqual ? before : shared;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}
