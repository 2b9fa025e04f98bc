/**
 * The same function, which answers of an object what it answered of it before: for what it makes of
 * that alone, and nobody changes.
 */
export function oncePerObject<Of extends object, Result>(
  answer: (of: Of) => Result,
): (of: Of) => Result {
  const known = new WeakMap<Of, { readonly result: Result }>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before.result;
    const result = answer(of);
    known.set(of, { result });
    return result;
  };
}
