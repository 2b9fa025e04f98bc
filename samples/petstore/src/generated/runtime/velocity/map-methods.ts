import { checkItems } from "./bounds.js";
import { javaEquals } from "./java-equals.js";
import { isAny, isMap } from "./kinds.js";
import { methods, none, one, two } from "./method.js";
import { ArrayList, Entry, type Value } from "./value.js";

type Members = Map<Value, Value>;

/** `java.util.LinkedHashMap`. Its sets are lists that were copied: changing them changes no map. */
export const mapMethods = methods<Members>({
  size: none((map) => map.size),
  isEmpty: none((map) => map.size === 0),
  get: one(isAny, (map, key) => map.get(key) ?? null),
  getOrDefault: two(isAny, isAny, (map, key, other) =>
    map.has(key) ? (map.get(key) ?? null) : other,
  ),
  containsKey: one(isAny, (map, key) => map.has(key)),
  containsValue: one(isAny, (map, value) =>
    [...map.values()].some((each) => javaEquals(value, each)),
  ),
  put: two(isAny, isAny, putMember),
  putIfAbsent: two(isAny, isAny, (map, key, value) => {
    const before = map.get(key) ?? null;
    if (before === null) putMember(map, key, value);
    return before;
  }),
  putAll: one(isMap, (map, members) => {
    for (const [key, value] of members) putMember(map, key, value);
    return "";
  }),
  remove: one(isAny, (map, key) => {
    const before = map.get(key) ?? null;
    map.delete(key);
    return before;
  }),
  clear: none((map) => {
    map.clear();
    return "";
  }),
  keySet: none((map) => listOf(map.size, map.keys())),
  values: none((map) => listOf(map.size, map.values())),
  entrySet: none((map) => ArrayList.from(map.keys(), (key) => new Entry(key, map))),
});

/** What was there before, if anything. */
export function putMember(map: Members, key: Value, value: Value): Value {
  const before = map.get(key) ?? null;
  map.set(key, value);
  checkItems(map.size);
  return before;
}

/** `ArrayList.from`, and a list that grows, take ten times as long. */
function listOf(size: number, values: Iterable<Value>): ArrayList {
  const list = new ArrayList(size);
  let index = 0;
  for (const value of values) {
    list[index] = value;
    index += 1;
  }
  return list;
}
