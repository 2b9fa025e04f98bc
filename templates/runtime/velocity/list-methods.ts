import { checkItems } from "./bounds.js";
import { javaEquals } from "./java-equals.js";
import { isAny, isInt, isList } from "./kinds.js";
import { ListIterator } from "./list-iterator.js";
import { methods, none, one, overloaded, two } from "./method.js";
import { TemplateError } from "./template-error.js";
import { ArrayList, type Value } from "./value.js";

/** `java.util.ArrayList`, which JSON's lists, the sets of maps and arrays are here too. */
export const listMethods = methods<Value[]>({
  size: none((list) => list.length),
  // No method of Java's, but of Amazon's examples.
  count: none((list) => list.length),
  isEmpty: none((list) => list.length === 0),
  get: one(isInt, (list, at) => list[within(list, at)] ?? null),
  contains: one(isAny, (list, item) => indexOf(list, item) !== -1),
  containsAll: one(isList, (list, items) => items.every((item) => indexOf(list, item) !== -1)),
  indexOf: one(isAny, indexOf),
  lastIndexOf: one(isAny, (list, item) => list.findLastIndex((each) => javaEquals(item, each))),
  add: overloaded(
    one(isAny, (list, item) => insert(list, list.length, [item])),
    two(isInt, isAny, (list, at, item) => insert(list, at, [item]) && ""),
  ),
  addAll: overloaded(
    one(isList, (list, items) => insert(list, list.length, items)),
    two(isInt, isList, insert),
  ),
  set: two(isInt, isAny, (list, at, item) => {
    const before = list[within(list, at)] ?? null;
    list[at] = item;
    return before;
  }),
  remove: overloaded(
    one(isInt, (list, at) => list.splice(within(list, at), 1)[0] ?? null),
    one(isAny, (list, item) => {
      const at = indexOf(list, item);
      return at !== -1 && list.splice(at, 1).length > 0;
    }),
  ),
  removeAll: one(isList, (list, items) => keep(list, (item) => indexOf(items, item) === -1)),
  retainAll: one(isList, (list, items) => keep(list, (item) => indexOf(items, item) !== -1)),
  clear: none((list) => {
    list.length = 0;
    return "";
  }),
  subList: two(isInt, isInt, (list, from, to) => {
    if (from < 0 || from > to || to > list.length) throw outOfRange();
    return ArrayList.from(list.slice(from, to));
  }),
  toArray: none((list) => ArrayList.from(list)),
  iterator: none((list) => new ListIterator(list)),
});

function indexOf(list: readonly Value[], item: Value): number {
  return list.findIndex((each) => javaEquals(item, each));
}

function within(list: readonly Value[], at: number): number {
  if (at >= 0 && at < list.length) return at;
  throw outOfRange();
}

/** Whether the list changed, as Java answers. */
function insert(list: Value[], at: number, items: readonly Value[]): boolean {
  if (at < 0 || at > list.length) throw outOfRange();
  checkItems(list.length + items.length);
  // Before the list changes, since they may be its own.
  const added = [...items];
  const behind = list.splice(at);
  // One at a time: as arguments, many would overflow the stack.
  for (const item of added) list.push(item);
  for (const item of behind) list.push(item);
  return added.length > 0;
}

function keep(list: Value[], wanted: (item: Value) => boolean): boolean {
  const kept = list.filter((item) => wanted(item));
  const changed = kept.length < list.length;
  list.length = 0;
  for (const item of kept) list.push(item);
  return changed;
}

function outOfRange(): TemplateError {
  return new TemplateError("a template reads beyond the end of a list");
}
