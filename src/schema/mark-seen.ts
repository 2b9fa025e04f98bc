import { isObject } from "../../templates/runtime/validation.js";
import { matcherOf } from "./interpret-scalars.js";
import type { Evaluated } from "./schema-context.js";
import type { Schema, ValueSchema } from "./schema.js";

/** What marking asks of other schemas. */
export interface MarkingContext {
  schemaOf(id: string): Schema | undefined;
  holds(schema: Schema, value: unknown): boolean;
  /** The named schemas that have marked already. */
  readonly marked: Set<string>;
}

/** Notes which members or items of a valid value a schema looks at, as printed markers do. */
export function markSeen(
  schema: Schema,
  value: unknown,
  of: Evaluated,
  seen: Set<string | number>,
  context: MarkingContext,
): void {
  if (schema.kind === "reference") {
    if (context.marked.has(schema.schema)) return;
    context.marked.add(schema.schema);
    const target = context.schemaOf(schema.schema);
    if (target !== undefined) markSeen(target, value, of, seen, context);
    return;
  }
  if (of === "members" ? !isObject(value) : !Array.isArray(value)) return;
  const own = of === "members" ? seenMembers(schema, value) : seenItems(schema, value, context);
  for (const key of own) seen.add(key);
  for (const each of holding(schema, value, context)) markSeen(each, value, of, seen, context);
}

function seenMembers({ object }: ValueSchema, value: unknown): readonly string[] {
  const keys = Object.keys(value as object);
  if (object.additional !== undefined || object.unevaluated !== undefined) return keys;
  const declared = object.properties.flatMap((each) => (each.declared ? each.name : []));
  const matchers = object.patterns.map(({ pattern }) => matcherOf(pattern));
  return [...declared, ...keys.filter((key) => matchers.some((matcher) => matcher.test(key)))];
}

function seenItems(
  { array }: ValueSchema,
  value: unknown,
  { holds }: MarkingContext,
): readonly number[] {
  const { prefix, items, contains, unevaluated } = array;
  const list = value as readonly unknown[];
  if (items !== undefined || unevaluated !== undefined) return [...list.keys()];
  const isContained = (item: unknown) => contains !== undefined && holds(contains.schema, item);
  return [...prefix.keys(), ...[...list.keys()].filter((index) => isContained(list[index]))];
}

/** The schemas that hold for the very same value. */
function holding(
  { allOf, anyOf, oneOf, condition, discriminator, object }: ValueSchema,
  value: unknown,
  { holds }: MarkingContext,
): readonly Schema[] {
  const options = [
    ...anyOf,
    ...oneOf,
    ...(discriminator?.variants.map((each) => each.schema) ?? []),
  ];
  const dependent = object.dependentSchemas.filter(({ property }) =>
    Object.hasOwn(value as object, property),
  );
  const branches =
    condition === undefined
      ? []
      : holds(condition.test, value)
        ? [condition.test, condition.consequent]
        : [condition.alternate];
  return [
    ...allOf,
    ...options.filter((each) => holds(each, value)),
    ...dependent.map(({ schema }) => schema),
    ...branches.filter((each) => each !== undefined),
  ];
}
