import type { MatchValue } from "./operators.js";
import { NEGATIONS, OPERATORS } from "./operators.js";
import { PolicyError } from "./policy-error.js";
import type { PolicyPath } from "./read-members.js";
import { readMembers, readScalars, withoutVariables } from "./read-members.js";

/** What is known of a request, by condition keys in lower case: `aws:sourceip`. */
export type ConditionKeys = ReadonlyMap<string, readonly string[]>;

/** What a statement asks of a request. */
export interface Condition {
  /** In lower case. */
  readonly key: string;
  readonly holds: (keys: ConditionKeys) => boolean;
}

const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/** Reads `Condition`: every key of every operator must hold. */
export function readConditions(value: unknown, path: PolicyPath): Condition[] {
  return [...readMembers(value, path)].flatMap(([operator, keys]) =>
    [...readMembers(keys, [...path, operator])].map(([key, values]) =>
      readCondition(operator, key, values, [...path, operator, key]),
    ),
  );
}

function readCondition(operator: string, key: string, value: unknown, path: PolicyPath): Condition {
  const values = withoutVariables(readScalars(value, path), path);
  const name = key.toLowerCase();
  if (operator === "Null") return { key: name, holds: isNull(name, values, path) };
  const [, set, base = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const negated = NEGATIONS.get(base);
  const read = OPERATORS.get(negated ?? base);
  if (read === undefined) throw new PolicyError(path.slice(0, -1), "is no operator of conditions");
  const matches = values.map((each) => read(each) ?? wrongValue(base, path));
  const holds: MatchValue =
    negated === undefined
      ? (actual) => matches.some((match) => match(actual))
      : (actual) => !matches.some((match) => match(actual));
  // Without a set operator, a key has one value; of several, none may be what a negation excludes.
  const needsAll = set === "ForAllValues" || (set === undefined && negated !== undefined);
  const whenMissing = ifExists !== undefined || needsAll;
  return {
    key: name,
    holds(keys) {
      const actual = keys.get(name) ?? [];
      if (actual.length === 0) return whenMissing;
      return needsAll ? actual.every(holds) : actual.some(holds);
    },
  };
}

/** `true`: the request has no such key; `false`: it has. */
function isNull(name: string, values: readonly string[], path: PolicyPath): Condition["holds"] {
  for (const each of values) {
    if (!/^(?:true|false)$/i.test(each)) wrongValue("Null", path);
  }
  const accepted = new Set(values.map((each) => each.toLowerCase() === "true"));
  return (keys) => accepted.has((keys.get(name) ?? []).length === 0);
}

function wrongValue(operator: string, path: PolicyPath): never {
  throw new PolicyError(path, `must be what ${operator} compares`);
}
