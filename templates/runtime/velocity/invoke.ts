import { entryMethods } from "./entry-methods.js";
import { isInteger, isList, isMap, isText } from "./kinds.js";
import { listMethods } from "./list-methods.js";
import { mapMethods } from "./map-methods.js";
import { booleanMethods, doubleMethods, integerMethods } from "./number-methods.js";
import { objectMethods } from "./object-methods.js";
import { stringMethods } from "./string-methods.js";
import { Entry, Native, type Value } from "./value.js";

/**
 * Calls a method of a value. A method that there is not, or not with such arguments, answers nothing,
 * and so does nothing itself. As an argument, what is not there is the empty text, as everywhere on
 * Amazon. `pattern-methods.ts` has what texts have besides.
 */
export function invoke(target: Value, name: string, args: readonly Value[]): Value {
  if (target === null) return null;
  const given = args.includes(null) ? args.map((arg) => arg ?? "") : args;
  if (target instanceof Native) return target.call(name, given) ?? null;
  return callOwn(target, name, given) ?? objectMethods.get(name)?.(target, given) ?? null;
}

function callOwn(
  target: Exclude<Value, null | Native>,
  name: string,
  args: readonly Value[],
): Value | undefined {
  if (isText(target)) return stringMethods.get(name)?.(target, args);
  if (isMap(target)) return mapMethods.get(name)?.(target, args);
  if (isList(target)) return listMethods.get(name)?.(target, args);
  if (target instanceof Entry) return entryMethods.get(name)?.(target, args);
  if (typeof target === "boolean") return booleanMethods.get(name)?.(target, args);
  if (isInteger(target)) return integerMethods.get(name)?.(target, args);
  return doubleMethods.get(name)?.(target, args);
}
