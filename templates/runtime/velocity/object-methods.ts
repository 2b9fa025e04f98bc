import { hashCode } from "./hash-code.js";
import { classOf } from "./java-class.js";
import { javaEquals } from "./java-equals.js";
import { isAny } from "./kinds.js";
import { methods, none, one } from "./method.js";
import { text } from "./text.js";
import type { Native, Value } from "./value.js";

type Target = Exclude<Value, null | Native>;

/** `java.lang.Object`: what every class has. */
export const objectMethods = methods<Target>({
  equals: one(isAny, (target, other) => javaEquals(target, other)),
  hashCode: none<Target>((target) => hashCode(target)),
  toString: none<Target>((target) => text(target)),
  getClass: none<Target>((target) => classOf(target)),
});
