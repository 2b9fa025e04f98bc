import { bare, isNumber } from "./kinds.js";
import type { PathFunction } from "./json-path-steps.js";
import { ArrayList, double, type Value } from "./value.js";

/** What a function of JSONPath answers, undefined where it asks for numbers and there are none. */
export function callPathFunction(name: PathFunction, of: Value): Value | undefined {
  const list = Array.isArray(of) ? of : [];
  switch (name) {
    case "length":
    case "size":
      return of instanceof Map ? of.size : Array.isArray(of) ? of.length : null;
    case "keys":
      return of instanceof Map ? ArrayList.from(of.keys()) : null;
    case "first":
      return list[0];
    case "last":
      return list.at(-1);
    default:
      return figureOf(name, list);
  }
}

function figureOf(name: keyof typeof FIGURES, list: readonly Value[]): Value | undefined {
  const numbers = list.filter((item) => isNumber(item)).map((item) => Number(bare(item)));
  return numbers.length === 0 ? undefined : double(FIGURES[name](numbers));
}

type Figure = (numbers: readonly number[]) => number;

const sum: Figure = (numbers) => numbers.reduce((all, each) => all + each, 0);
const avg: Figure = (numbers) => sum(numbers) / numbers.length;

/** Figures are Doubles, of integers as well. */
const FIGURES: Readonly<Record<"avg" | "max" | "min" | "stddev" | "sum", Figure>> = {
  avg,
  max: (numbers) => numbers.reduce((most, each) => Math.max(most, each)),
  min: (numbers) => numbers.reduce((least, each) => Math.min(least, each)),
  stddev: (numbers) => Math.sqrt(avg(numbers.map((each) => each ** 2)) - avg(numbers) ** 2),
  sum,
};
