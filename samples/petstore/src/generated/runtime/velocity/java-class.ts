import { isDouble, isInt, isMap, isText } from "./kinds.js";
import { Entry, Native, type Value } from "./value.js";

/** What `$x.class` is: it has a name, and leads no further. */
export class JavaClass extends Native {
  constructor(readonly name: string) {
    super();
  }

  override property(name: string): Value | undefined {
    if (name === "name") return this.name;
    return name === "simpleName" ? this.name.split(/[.$]/).at(-1) : undefined;
  }

  override call(name: string, args: readonly Value[]): Value | undefined {
    if (args.length > 0) return undefined;
    if (name === "getName") return this.property("name");
    return name === "getSimpleName" ? this.property("simpleName") : undefined;
  }
}

export function classOf(value: Exclude<Value, null | Native>): JavaClass {
  return new JavaClass(nameOf(value));
}

function nameOf(value: Exclude<Value, null | Native>): string {
  if (isText(value)) return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (isDouble(value)) return "java.lang.Double";
  if (isInt(value)) return "java.lang.Integer";
  if (isMap(value)) return "java.util.LinkedHashMap";
  if (value instanceof Entry) return "java.util.LinkedHashMap$Entry";
  if (Array.isArray(value)) return "java.util.ArrayList";
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value)
    ? "java.lang.Long"
    : "java.math.BigInteger";
}
