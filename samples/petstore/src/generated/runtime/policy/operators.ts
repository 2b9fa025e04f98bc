import { BlockList, isIP } from "node:net";
import { parseRange } from "../address-range.js";
import { matchesWildcard } from "./wildcard.js";

/** Whether a value of the request is what a condition's value says. */
export type MatchValue = (actual: string) => boolean;

/**
 * A condition's operator without what says how many values must do: reads one of the condition's
 * values, and answers undefined for what is none of the operator's kind.
 */
export type Operator = (value: string) => MatchValue | undefined;

const equals: Operator = (value) => (actual) => actual === value;
const equalsIgnoringCase: Operator = (value) => (actual) =>
  actual.toLowerCase() === value.toLowerCase();
const like: Operator = (value) => (actual) => matchesWildcard(value, actual);

/** Each part on its own, so that no wildcard reaches into the next. */
const arn: Operator = (value) => {
  const patterns = arnParts(value);
  if (patterns === undefined) return value === "*" ? () => true : undefined;
  return (actual) => {
    const parts = arnParts(actual);
    return parts?.every((part, i) => matchesWildcard(patterns[i] ?? "", part)) === true;
  };
};

const bool: Operator = (value) =>
  /^(?:true|false)$/i.test(value) ? equalsIgnoringCase(value) : undefined;

const ipAddress: Operator = (value) => {
  const range = parseRange(value);
  if (range === undefined) return undefined;
  const block = new BlockList();
  block.addSubnet(range.address, range.prefix, range.family);
  return (actual) => {
    const [address = ""] = actual.split("%", 1);
    const family = isIP(address);
    return family !== 0 && block.check(address, family === 4 ? "ipv4" : "ipv6");
  };
};

type Compare = (actual: number, value: number) => boolean;

const COMPARISONS: Readonly<Record<string, Compare>> = {
  Equals: (actual, value) => actual === value,
  LessThan: (actual, value) => actual < value,
  LessThanEquals: (actual, value) => actual <= value,
  GreaterThan: (actual, value) => actual > value,
  GreaterThanEquals: (actual, value) => actual >= value,
};

function comparing(parse: (text: string) => number, compare: Compare): Operator {
  return (value) => {
    const expected = parse(value);
    // Nothing compares to what is no number.
    return Number.isNaN(expected) ? undefined : (actual) => compare(parse(actual), expected);
  };
}

/** The operators by name. Those that negate another are not among them. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["StringEquals", equals],
  ["StringEqualsIgnoreCase", equalsIgnoringCase],
  ["StringLike", like],
  ["BinaryEquals", equals],
  ["Bool", bool],
  ["ArnEquals", arn],
  ["ArnLike", arn],
  ["IpAddress", ipAddress],
  ...Object.entries(COMPARISONS).flatMap(([name, compare]): [string, Operator][] => [
    [`Numeric${name}`, comparing(parseNumber, compare)],
    [`Date${name}`, comparing(parseDate, compare)],
  ]),
]);

/** The operators that hold where another does not. */
export const NEGATIONS: ReadonlyMap<string, string> = new Map([
  ["StringNotEquals", "StringEquals"],
  ["StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase"],
  ["StringNotLike", "StringLike"],
  ["NumericNotEquals", "NumericEquals"],
  ["DateNotEquals", "DateEquals"],
  ["ArnNotEquals", "ArnEquals"],
  ["ArnNotLike", "ArnLike"],
  ["NotIpAddress", "IpAddress"],
]);

/** The six parts of an ARN, the last of which may hold more colons. */
function arnParts(text: string): string[] | undefined {
  const parts = text.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function parseNumber(text: string): number {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A date of ISO 8601, or seconds since 1970. */
function parseDate(text: string): number {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  return DATE.test(text) ? Date.parse(text) : Number.NaN;
}
