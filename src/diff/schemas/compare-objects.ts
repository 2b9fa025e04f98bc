import { isRestrictive } from "../../schema/has-keywords.js";
import type { Direction, ObjectKeywords, Property, Schema } from "../../schema/schema.js";
import { pairByKey } from "../pair-by-key.js";
import type { Comparison } from "./comparison.js";
import { isForbidding } from "./comparison.js";

/** Compares what two schemas say of objects. */
export function compareObjects(comparison: Comparison): void {
  const { older, newer, context } = comparison;
  const { path } = context;
  const [was, is] = [older.object, newer.object];
  for (const pair of pairByKey(was.properties, is.properties, ({ name }) => name)) {
    compareProperty(comparison, pair.key, pair.old, pair.new);
  }
  const optional = (before: Schema | undefined, after: Schema | undefined, what: string) =>
    comparison.compareOptional(before, after, path === "" ? what : `${path}: ${what}`);
  optional(was.additional, is.additional, "members that are not described");
  optional(was.unevaluated, is.unevaluated, "members that nothing describes");
  optional(was.names, is.names, "names of members");
  for (const { key, ...each } of pairByKey(was.patterns, is.patterns, ({ pattern }) => pattern)) {
    optional(each.old?.schema, each.new?.schema, `members like /${key}/`);
  }
  for (const { key, ...each } of pairByKey(
    was.dependentSchemas,
    is.dependentSchemas,
    ({ property }) => property,
  )) {
    optional(each.old?.schema, each.new?.schema, `what has ${key}`);
  }
  for (const { old, new: now } of pairByKey(needs(was), needs(is), (each) => each.join("\0"))) {
    if (old !== undefined && now !== undefined) continue;
    const [property = "", name = ""] = now ?? old ?? [];
    const where = memberPath(path, name);
    if (now) comparison.say("stricter", `is now required beside ${property}`, { path: where });
    else
      comparison.say("looser", `is no longer required beside ${property}`, {
        path: where,
        breaksReaders: true,
      });
  }
}

/** Which member needs which other one. */
function needs({ dependentRequired }: ObjectKeywords): readonly (readonly [string, string])[] {
  return dependentRequired.flatMap(({ property, required }) =>
    required.map((name) => [property, name] as const),
  );
}

/**
 * A new member that is not required is no fault of callers, though who sent one of that name, which
 * nothing described, may have sent anything.
 */
function compareProperty(
  comparison: Comparison,
  name: string,
  older: Property | undefined,
  newer: Property | undefined,
): void {
  const { path, direction } = comparison.context;
  const where = memberPath(path, name);
  const [before, after] = [older, newer].map((each) =>
    each?.declared === true ? each.schema : undefined,
  );
  const [needed, needs] = [isRequired(older, direction), isRequired(newer, direction)];
  const at = { path: where, older: before, newer: after };
  const { additional: wasOther } = comparison.older.object;
  const { additional: isOther } = comparison.newer.object;
  if (before !== undefined && after !== undefined) {
    comparison.compareOptional(before, after, where);
  } else if (after !== undefined) {
    if (isRestrictive(wasOther) && !isForbidding(wasOther)) {
      comparison.compareOptional(wasOther, after, where);
    } else if (isForbidding(wasOther)) comparison.say("looser", "is now allowed", at);
    else if (!needs) comparison.say("added", "is described now", at);
  } else if (before !== undefined) {
    if (isForbidding(isOther)) {
      comparison.say("stricter", "is no longer allowed", { ...at, breaksReaders: needed });
    } else if (isRestrictive(isOther)) comparison.compareOptional(before, isOther, where);
    else if (!needed) comparison.say("looser", "is no longer described", at);
  }
  if (needs && !needed) comparison.say("stricter", "is now required", at);
  if (needed && !needs)
    comparison.say("looser", "is no longer required", { ...at, breaksReaders: true });
}

function isRequired(property: Property | undefined, direction: Direction): boolean {
  if (property?.required !== true) return false;
  return property.requiredOf === undefined || property.requiredOf === direction;
}

function memberPath(path: string, name: string): string {
  const shown = /^[\w$-]+$/.test(name) ? name : JSON.stringify(name);
  return path === "" ? shown : `${path}.${shown}`;
}
