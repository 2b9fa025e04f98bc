import { ContextMap } from "./context-map.js";
import { checkDepth } from "./bounds.js";
import { doubleText } from "./double-text.js";
import { jsonText } from "./json-text.js";
import { TextBuilder } from "./text-builder.js";
import { ArrayList, Double, Entry, Native, type Value } from "./value.js";

/**
 * What a reference prints: what Java's `toString` answers, except that nothing prints as nothing and
 * that a list of JSON prints as JSON.
 */
export function text(value: Value): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value !== "object") return scalarText(value);
  const builder = new TextBuilder();
  write(value, builder, 0);
  return builder.text;
}

function write(value: Value, to: TextBuilder, depth: number): void {
  checkDepth(depth);
  if (value instanceof ContextMap) {
    return;
  } else if (value instanceof Map) {
    writeMap(value, to, depth);
  } else if (value instanceof ArrayList) {
    writeList(value, to, depth);
  } else if (value instanceof Entry) {
    write(value.key, to, depth + 1);
    write(value.value, to.add("="), depth + 1);
  } else if (Array.isArray(value)) {
    to.add(jsonText(value));
  } else {
    to.add(scalarText(value));
  }
}

function scalarText(value: null | string | boolean | number | bigint | Double | Native): string {
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Native) return value.toString();
  // A number that is not whole is a Double.
  return typeof value === "number" && !Number.isInteger(value) ? doubleText(value) : String(value);
}

function writeMap(map: ReadonlyMap<Value, Value>, to: TextBuilder, depth: number): void {
  let before = "{";
  for (const [key, value] of map) {
    to.add(before);
    writeWithin(map, "(this Map)", key, to, depth);
    to.add("=");
    writeWithin(map, "(this Map)", value, to, depth);
    before = ", ";
  }
  to.add(map.size === 0 ? "{}" : "}");
}

function writeList(list: ArrayList, to: TextBuilder, depth: number): void {
  let before = "[";
  for (const item of list) {
    to.add(before);
    writeWithin(list, "(this Collection)", item, to, depth);
    before = ", ";
  }
  to.add(list.length === 0 ? "[]" : "]");
}

/** A collection within itself has a name of its own; that within what it contains has not, in Java. */
function writeWithin(
  outer: unknown,
  name: string,
  value: Value,
  to: TextBuilder,
  depth: number,
): void {
  if (value === outer) to.add(name);
  else write(value, to, depth + 1);
}
