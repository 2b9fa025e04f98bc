import type { Value } from "./value.js";

/** A method of a Java class. Undefined: it does not take such arguments, another of its name may. */
export type Method<T> = (target: T, args: readonly Value[]) => Value | undefined;

/** The methods of a class by name; a map, since names come from templates. */
export type Methods<T> = ReadonlyMap<string, Method<T>>;

type Is<A extends Value> = (value: Value) => value is A;

export function methods<T>(table: Readonly<Record<string, Method<T>>>): Methods<T> {
  return new Map(Object.entries(table));
}

/** A method without arguments. */
export function none<T>(answer: (target: T) => Value): Method<T> {
  return (target, args) => (args.length === 0 ? answer(target) : undefined);
}

/** A method with one argument of a type. */
export function one<T, A extends Value>(isA: Is<A>, answer: (target: T, a: A) => Value): Method<T> {
  return (target, args) => {
    const [a = null] = args;
    return args.length < 2 && isA(a) ? answer(target, a) : undefined;
  };
}

export function two<T, A extends Value, B extends Value>(
  isA: Is<A>,
  isB: Is<B>,
  answer: (target: T, a: A, b: B) => Value,
): Method<T> {
  return (target, args) => {
    const [a = null, b = null] = args;
    return args.length < 3 && isA(a) && isB(b) ? answer(target, a, b) : undefined;
  };
}

/** The first of some methods of one name that takes the arguments. */
export function overloaded<T>(...overloads: readonly Method<T>[]): Method<T> {
  return (target, args) => {
    for (const overload of overloads) {
      const answer = overload(target, args);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
}
