import { TemplateError } from "./template-error.js";
import { ArrayList, type Value } from "./value.js";

/** More than a template can go through. */
const LONGEST = 100_000;

/** `[first..last]`, upwards or downwards; null unless both are integers. */
export function range(first: Value, last: Value): ArrayList | null {
  if (!Number.isInteger(first) || !Number.isInteger(last)) return null;
  const [from, to] = [Number(first), Number(last)];
  const length = Math.abs(to - from) + 1;
  if (length > LONGEST) throw new TemplateError(`a range of ${length} numbers`);
  const step = from < to ? 1 : -1;
  return ArrayList.from({ length }, (_, index) => from + index * step);
}
