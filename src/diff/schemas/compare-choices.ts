import type { Schema, ValueSchema } from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import type { Comparison } from "./comparison.js";
import { nameOf, relaxation, restriction } from "./comparison.js";
import { matchMembers } from "./match-members.js";

/** Compares what two schemas say by other schemas of the same value. */
export function compareChoices(comparison: Comparison): void {
  const { older, newer, context } = comparison;
  const { pairs, added, removed } = matchMembers(older.allOf, newer.allOf);
  for (const [was, is] of pairs) comparison.compare(was, is);
  for (const each of added) {
    if (each.kind === "value") comparison.compare(valueSchema(older.at), each);
    else comparison.say("stricter", restriction(each));
  }
  for (const each of removed) {
    if (each.kind === "value") comparison.compare(each, valueSchema(newer.at));
    else comparison.say("looser", relaxation(each));
  }
  compareChoice(comparison);
  if (older.not !== undefined && newer.not !== undefined) {
    comparison.compare(older.not, newer.not, context.path, "inverse");
  } else if (newer.not !== undefined) {
    comparison.say("stricter", `must now not be ${nameOf(newer.not)}`);
  } else if (older.not !== undefined) {
    comparison.say("looser", `may now be ${nameOf(older.not)}`);
  }
  compareConditions(comparison);
}

function compareConditions(comparison: Comparison): void {
  const { older, newer, context } = comparison;
  const [was, is] = [older.condition, newer.condition];
  if (was !== undefined && is !== undefined) {
    comparison.compare(was.test, is.test, context.path, "either");
    comparison.compareOptional(was.consequent, is.consequent, context.path);
    comparison.compareOptional(was.alternate, is.alternate, context.path);
  } else if (is !== undefined) comparison.say("stricter", "is now checked by a condition (if)");
  else if (was !== undefined) comparison.say("looser", "is no longer checked by a condition (if)");
}

interface Choice {
  /** What chooses: a keyword, or a property. */
  readonly by: string;
  /** Values of the property; none for a keyword. */
  readonly values: readonly string[];
  readonly schemas: readonly Schema[];
}

/** What a value is to be one of, by whatever keyword. */
function choiceOf({ anyOf, oneOf, discriminator }: ValueSchema): Choice {
  if (discriminator === undefined) {
    return { by: oneOf.length > 0 ? "oneOf" : "anyOf", values: [], schemas: [...anyOf, ...oneOf] };
  }
  const { property, variants } = discriminator;
  return {
    by: `the value of ${property}`,
    values: variants.map(({ value }) => value),
    schemas: variants.map(({ schema }) => schema),
  };
}

function compareChoice(comparison: Comparison): void {
  const [was, is] = [choiceOf(comparison.older), choiceOf(comparison.newer)];
  const [had, has] = [was.schemas.length > 0, is.schemas.length > 0];
  if (!had && has) comparison.say("stricter", `must now be one of several schemas (${is.by})`);
  if (had && !has) {
    comparison.say("looser", `need no longer be one of several schemas (${was.by})`);
  }
  if (!had || !has) return;
  if (was.by !== is.by) {
    const isLooser = was.by === "oneOf" && is.by === "anyOf";
    comparison.say(isLooser ? "looser" : "different", `is chosen by ${is.by} (was by ${was.by})`);
  }
  const { pairs, added, removed } = matchMembers(was.schemas, is.schemas);
  for (const [before, after] of pairs) comparison.compare(before, after);
  const lost = was.values.filter((each) => !is.values.includes(each));
  const won = is.values.filter((each) => !was.values.includes(each));
  const isByValue = was.values.length > 0 && was.by === is.by;
  const [gone, fresh] = isByValue ? [lost, won] : [removed.map(nameOf), added.map(nameOf)];
  for (const each of gone) comparison.say("stricter", `may no longer be ${each}`);
  for (const each of fresh) comparison.say("looser", `may now be ${each}`);
}
