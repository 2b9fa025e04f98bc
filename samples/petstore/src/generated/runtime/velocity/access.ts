import { classOf } from "./java-class.js";
import { isInt, isList, isMap, isText } from "./kinds.js";
import { putMember } from "./map-methods.js";
import { TemplateError } from "./template-error.js";
import { Entry, Native, type Value } from "./value.js";

/** `$target.name.name`: what each answers that the one before it led to. */
export function property(target: Value, first: string, ...others: readonly string[]): Value {
  let value = propertyOf(target, first);
  for (const name of others) value = propertyOf(value, name);
  return value;
}

/**
 * A member of a map, and else what a getter of Java's answers. A map has no `empty`: Velocity looks
 * for members before it looks for `isEmpty`.
 */
function propertyOf(target: Value, name: string): Value {
  if (isMap(target)) {
    const member = target.get(name);
    if (member !== undefined) return member;
  }
  if (target === null) return null;
  if (target instanceof Native) return target.property(name) ?? null;
  if (name === "class") return classOf(target);
  if (name === "empty" && (isText(target) || isList(target))) return target.length === 0;
  if (target instanceof Entry && name === "key") return target.key;
  return target instanceof Entry && name === "value" ? target.value : null;
}

/** `$target[key]`: an item of a list, from its end if negative, or a member of a map. */
export function itemAt(target: Value, key: Value): Value {
  if (isList(target)) return isInt(key) ? (target.at(key) ?? null) : null;
  if (isMap(target)) return target.get(key ?? "") ?? null;
  return target instanceof Native && isText(key) ? (target.property(key) ?? null) : null;
}

/** `#set($target.name = value)`. What has no members to set is left alone. */
export function setProperty(target: Value, name: string, value: Value): void {
  if (isMap(target)) putMember(target, name, value ?? "");
  else if (target instanceof Entry && name === "value")
    putMember(target.map, target.key, value ?? "");
}

/** `#set($target[key] = value)`. Java's lists do not grow by it: beyond their end it throws. */
export function setIndex(target: Value, key: Value, value: Value): void {
  if (isMap(target)) putMember(target, key ?? "", value ?? "");
  if (!isList(target) || !isInt(key)) return;
  const at = key < 0 ? key + target.length : key;
  if (at < 0 || at >= target.length)
    throw new TemplateError("a template sets an item beyond the end of a list");
  target[at] = value ?? "";
}
