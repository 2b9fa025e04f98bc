import type { Bounds, Range } from "./bounds.js";

/** What quantities are of. */
export type UnitName = "time" | "bytes";

/** How a quantity may be written besides as a plain number of its smallest unit. */
interface Unit {
  /** The smallest unit, as a plural. */
  readonly plural: string;
  readonly factors: Readonly<Record<string, number>>;
  /** The first that is within bounds is shown. */
  readonly examples: readonly string[];
}

const UNITS: Readonly<Record<UnitName, Unit>> = {
  time: { plural: "milliseconds", factors: { ms: 1, s: 1000 }, examples: ["29s", "500ms"] },
  bytes: { plural: "bytes", factors: { B: 1, KB: 1024, MB: 1_048_576 }, examples: ["1MB", "8KB"] },
};

/** What each bound is of. */
export const UNIT_OF: Readonly<Record<keyof Bounds, UnitName>> = {
  timeoutMs: "time",
  bodyBytes: "bytes",
  headerBytes: "bytes",
};

/** The texts that are quantities of this kind, as a regular expression. */
export function quantityPattern(unit: UnitName): string {
  return `^\\d{1,9}(${Object.keys(UNITS[unit].factors).join("|")})$`;
}

/** `29000` and `"29s"` alike as 29,000 milliseconds; undefined for what is no quantity. */
export function parseQuantity(value: unknown, unit: UnitName): number | undefined {
  if (Number.isInteger(value)) return value as number;
  if (typeof value !== "string" || !new RegExp(quantityPattern(unit)).test(value)) {
    return undefined;
  }
  const [, digits, factor = ""] = /^(\d+)(\w+)$/.exec(value) ?? [];
  return Number(digits) * (UNITS[unit].factors[factor] ?? Number.NaN);
}

/** What to write, for people. */
export function describeQuantity(unit: UnitName, { min, max }: Range): string {
  const { plural, examples } = UNITS[unit];
  const example = examples.find((each) => {
    const quantity = parseQuantity(each, unit) ?? Number.NaN;
    return quantity >= min && quantity <= max;
  });
  const range = `a number of ${plural} from ${min} to ${max}`;
  return example === undefined ? range : `${range}, or a text like "${example}"`;
}
