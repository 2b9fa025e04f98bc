import type { Cursor } from "../../load/cursor.js";
import { plainValue } from "../../load/plain-value.js";
import type { Direction } from "../../schema/schema.js";

/** Schemas that are looked at for one value: they may lead back to themselves, or to many. */
const MOST_SCHEMAS = 100;

/** What a schema shows of its own: examples, defaults, and what else it names. */
export function shownValues(schema: Cursor): readonly unknown[] {
  const listed = schema.get("examples");
  const shown = [
    schema.get("example"),
    ...(listed?.isArray === true ? listed.items() : []),
    schema.get("default"),
    schema.get("const"),
    schema.get("enum")?.get(0),
  ];
  return shown.flatMap((each) => {
    const value = each && plainValue(each);
    return value === undefined ? [] : [value];
  });
}

/**
 * A value that a schema probably allows, as small as it may be; undefined where none comes to mind.
 * Nothing here is exact: who uses it checks it.
 */
export function suggestValue(schema: Cursor, direction: Direction): unknown {
  let left = MOST_SCHEMAS;
  const suggest: Suggest = (written) => {
    left -= 1;
    const target = left < 0 ? undefined : written.follow();
    return target?.isObject === true ? suggestFor(target, direction, suggest) : undefined;
  };
  return suggest(schema);
}

type Suggest = (schema: Cursor) => unknown;

function suggestFor(schema: Cursor, direction: Direction, inner: Suggest): unknown {
  const [shown] = shownValues(schema);
  if (shown !== undefined) return shown;
  const parts = listAt(schema, "allOf").map(inner);
  if (parts.length > 0 && !schema.has("type") && !parts.every(isObject)) return parts[0];
  const [choice] = [...listAt(schema, "oneOf"), ...listAt(schema, "anyOf")];
  const chosen = choice && inner(choice);
  if (choice !== undefined && !isObject(chosen)) return chosen;
  switch (typeOf(schema)) {
    case "object": {
      const own = suggestMembers(schema, direction, inner);
      return own && merged([...parts, chosen, own]);
    }
    case "array":
      return suggestItems(schema, inner);
    case "string":
      return suggestText(schema);
    case "integer":
    case "number":
      return suggestNumber(schema);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return parts.length > 0 || isObject(chosen) ? merged([...parts, chosen]) : undefined;
  }
}

/** One object of several, whatever their members are called. */
function merged(values: readonly unknown[]): unknown {
  return Object.fromEntries(values.filter(isObject).flatMap((each) => Object.entries(each)));
}

/** The members that must be there; undefined if one of them cannot be told. */
function suggestMembers(
  schema: Cursor,
  direction: Direction,
  suggest: Suggest,
): Readonly<Record<string, unknown>> | undefined {
  const properties = schema.get("properties");
  const hidden = direction === "requests" ? "readOnly" : "writeOnly";
  const members = listAt(schema, "required").flatMap((each) => {
    const property = properties?.get(each.scalar);
    const isHidden = property?.get(hidden)?.value === true;
    return isHidden ? [] : [[each.scalar, property && suggest(property)] as const];
  });
  const isWhole = members.every(([, member]) => member !== undefined);
  return isWhole ? Object.fromEntries(members) : undefined;
}

function suggestItems(schema: Cursor, suggest: Suggest): readonly unknown[] | undefined {
  const [items, least] = [schema.get("items"), numberOf(schema, "minItems") ?? 0];
  if (least === 0) return [];
  const item = items && suggest(items);
  return item === undefined || least > 1 ? undefined : [item];
}

/** Texts of formats that are asserted. */
const TEXTS: Readonly<Record<string, string>> = {
  byte: "ZXhhbXBsZQ==",
  date: "2024-01-31",
  "date-time": "2024-01-31T12:00:00Z",
  email: "somebody@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  time: "12:00:00Z",
  uri: "https://example.com/",
  url: "https://example.com/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
};

function suggestText(schema: Cursor): string {
  const text = TEXTS[schema.proseAt("format")] ?? "example";
  const [least, most] = [numberOf(schema, "minLength") ?? 0, numberOf(schema, "maxLength")];
  // One that is longer than anybody wants to read is none.
  return text.padEnd(Math.min(least, 100), "-").slice(0, most);
}

function suggestNumber(schema: Cursor): number {
  const step = numberOf(schema, "multipleOf") ?? 1;
  const least = numberOf(schema, "minimum") ?? numberOf(schema, "exclusiveMinimum");
  const most = numberOf(schema, "maximum");
  if (least === undefined && most !== undefined) return Math.min(step, most);
  const above = least !== undefined && !schema.has("minimum") ? least + step : (least ?? step);
  return schema.get("exclusiveMinimum")?.value === true ? above + step : above;
}

/** The type that a schema names, or shows by what it says. */
function typeOf(schema: Cursor): string | undefined {
  const written = schema.get("type");
  const named = written?.isArray === true ? written.get(0)?.scalar : written?.scalar;
  if (named !== undefined) return named.toLowerCase();
  if (schema.has("properties")) return "object";
  return schema.has("items") ? "array" : undefined;
}

function listAt(schema: Cursor, keyword: string): readonly Cursor[] {
  const list = schema.get(keyword);
  return list?.isArray === true ? list.items() : [];
}

function numberOf(schema: Cursor, keyword: string): number | undefined {
  const value = schema.get(keyword)?.value;
  return typeof value === "number" ? value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
