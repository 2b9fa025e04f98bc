import type { Bounds, Range } from "./bounds.js";

/** How a quantity may be written besides as a plain number of its smallest unit. */
interface Unit {
  /** The smallest unit, as a plural. */
  readonly plural: string;
  readonly factors: Readonly<Record<string, number>>;
}

const TIME: Unit = { plural: "milliseconds", factors: { ms: 1, s: 1000 } };
const BYTES: Unit = { plural: "bytes", factors: { B: 1, KB: 1024, MB: 1_048_576 } };

const UNITS: Readonly<Record<keyof Bounds, Unit & { readonly example: string }>> = {
  timeoutMs: { ...TIME, example: "29s" },
  bodyBytes: { ...BYTES, example: "1MB" },
  headerBytes: { ...BYTES, example: "8KB" },
};

/** The texts that are quantities of this kind, as a regular expression. */
export function quantityPattern(bound: keyof Bounds): string {
  return `^\\d{1,9}(${Object.keys(UNITS[bound].factors).join("|")})$`;
}

/** `29000` and `"29s"` alike as 29,000 milliseconds; undefined for what is no quantity. */
export function parseQuantity(value: unknown, bound: keyof Bounds): number | undefined {
  if (Number.isInteger(value)) return value as number;
  if (typeof value !== "string" || !new RegExp(quantityPattern(bound)).test(value)) {
    return undefined;
  }
  const [, digits, unit = ""] = /^(\d+)(\w+)$/.exec(value) ?? [];
  return Number(digits) * (UNITS[bound].factors[unit] ?? Number.NaN);
}

/** What to write, for people. */
export function describeQuantity(bound: keyof Bounds, { min, max }: Range): string {
  const { plural, example } = UNITS[bound];
  return `a number of ${plural} from ${min} to ${max}, or a text like "${example}"`;
}
