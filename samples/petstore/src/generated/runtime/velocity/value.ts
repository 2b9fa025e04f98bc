/**
 * What a template works with: the Java values that Amazon's engine would have. `null` is also what is
 * not there. A number that is whole is an Integer or Long, a bigint one that a number cannot hold
 * exactly; a number with a fraction, NaN and infinity are Doubles. An array is a list of JSON.
 */
export type Value =
  null | string | boolean | number | bigint | Double | Value[] | Map<Value, Value> | Entry | Native;

/** A Double that is whole: Java prints `1.0`, and divides by it without rounding. */
export class Double {
  constructor(readonly value: number) {}
}

/** A list that is none of JSON: it prints as Java's lists do. */
export class ArrayList extends Array<Value> {}

/** A member of a map, as `entrySet` lists them. */
export class Entry {
  constructor(
    readonly key: Value,
    readonly map: Map<Value, Value>,
  ) {}

  get value(): Value {
    return this.map.get(this.key) ?? null;
  }
}

/** An object of the gateway's own, such as `$util`: it prints as nothing, and has what it answers to. */
export abstract class Native {
  /** Undefined: there is no such property. */
  property(_name: string): Value | undefined {
    return undefined;
  }

  /** Undefined: there is no such method. */
  call(_name: string, _args: readonly Value[]): Value | undefined {
    return undefined;
  }

  /** What it prints. */
  toString(): string {
    return "";
  }
}

/** The Double of a number, which is itself unless it is whole. */
export function double(value: number): number | Double {
  return Number.isInteger(value) ? new Double(value) : value;
}

/** The integer of a bigint: a number wherever that holds it exactly. */
export function integer(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
