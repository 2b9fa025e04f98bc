import type { Cursor } from "../../load/cursor.js";
import { plainValue } from "../../load/plain-value.js";

/** How deep a value is made: a schema that leads to itself would have no end. */
const MAX_DEPTH = 12;

/**
 * A value that a schema describes: its own example, default or constant, else one made of its types and
 * bounds. Patterns and conditions are not looked at. Undefined where there is none.
 */
export function sampleValue(schema: Cursor): unknown {
  return sampleOf(schema, []);
}

/** @param around the schemas that this one stands in */
function sampleOf(written: Cursor, around: readonly string[]): unknown {
  const schema = written.follow();
  if (schema === undefined || around.length > MAX_DEPTH || around.includes(schema.id)) {
    return undefined;
  }
  if (!schema.isObject) return schema.value === false ? undefined : {};
  const given = givenValue(written) ?? givenValue(schema);
  if (given !== undefined) return given;
  const inside = [...around, schema.id];
  const [choice] = listAt(schema, "oneOf").concat(listAt(schema, "anyOf"));
  const parts = [...listAt(schema, "allOf"), ...(choice === undefined ? [] : [choice])];
  const made = parts.map((each) => sampleOf(each, inside)).filter((each) => each !== undefined);
  const own = parts.length > 0 && typeOf(schema) === undefined ? undefined : ofType(schema, inside);
  const values = own === undefined ? made : [own, ...made];
  if (values.length > 1 && values.every(isRecord)) return Object.assign({}, ...values) as object;
  // A choice is narrower than what stands around it.
  return values.at(-1);
}

/** What a schema gives of itself. */
function givenValue(schema: Cursor): unknown {
  const [first] = listAt(schema, "examples");
  const [allowed] = listAt(schema, "enum");
  const written = [
    schema.get("example"),
    first,
    schema.get("const"),
    schema.get("default"),
    allowed,
  ];
  for (const each of written) {
    const value = each && plainValue(each);
    if (value !== undefined) return value;
  }
  return undefined;
}

function listAt(schema: Cursor, key: string): readonly Cursor[] {
  const list = schema.get(key);
  return list?.isArray === true ? list.items() : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first type that a schema names, or the one that its keywords are for. */
function typeOf(schema: Cursor): string | undefined {
  const type = schema.get("type");
  const names = type?.isArray === true ? type.items().map(({ scalar }) => scalar) : [type?.scalar];
  const named = names.find((name) => name !== "null" && name !== "" && name !== undefined);
  if (named !== undefined) return named;
  if (schema.has("properties") || schema.has("additionalProperties")) return "object";
  if (schema.has("items") || schema.has("prefixItems")) return "array";
  if (schema.has("minimum") || schema.has("maximum")) return "number";
  return schema.has("format") || schema.has("pattern") ? "string" : undefined;
}

function ofType(schema: Cursor, inside: readonly string[]): unknown {
  switch (typeOf(schema)) {
    case "array":
      return listOf(schema, inside);
    case "boolean":
      return true;
    case "integer":
      return numberOf(schema, 1);
    case "number":
      return numberOf(schema, undefined);
    case "string":
      return textOf(schema);
    default:
      return objectOf(schema, inside);
  }
}

function objectOf(schema: Cursor, inside: readonly string[]): object {
  const properties = schema.get("properties");
  const members = properties?.isObject === true ? properties.entries() : [];
  const values = members
    .filter(([, property]) => property.follow()?.get("writeOnly")?.value !== true)
    .map(([name, property]) => [name, sampleOf(property, inside)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(values);
}

function listOf(schema: Cursor, inside: readonly string[]): readonly unknown[] {
  const first = listAt(schema, "prefixItems").map((each) => sampleOf(each, inside));
  const items = schema.get("items");
  const item = items && sampleOf(items, inside);
  const count = Math.min(Math.max(numberAt(schema, "minItems") ?? 1, 1), 10);
  const rest = item === undefined ? [] : Array.from({ length: count - first.length }, () => item);
  return [...first, ...rest].slice(0, numberAt(schema, "maxItems"));
}

function numberOf(schema: Cursor, whole: number | undefined): number {
  const step = numberAt(schema, "multipleOf") ?? whole ?? 0;
  const above = schema.get("exclusiveMinimum")?.value;
  const below = schema.get("exclusiveMaximum")?.value;
  const least = typeof above === "number" ? above : numberAt(schema, "minimum");
  const most = typeof below === "number" ? below : numberAt(schema, "maximum");
  const isOpen = above === true || typeof above === "number";
  const isClosedAbove = below === true || typeof below === "number";
  if (least === undefined && most === undefined) return step || 1;
  const gap = step || (least !== undefined && most !== undefined ? (most - least) / 2 : 1);
  if (least !== undefined) {
    const start = step === 0 ? least : Math.ceil(least / step) * step;
    return isOpen && start === least ? least + gap : start;
  }
  const end = step === 0 ? (most ?? 0) : Math.floor((most ?? 0) / step) * step;
  return isClosedAbove && end === most ? end - gap : Math.min(end, Math.max(end - gap, 0));
}

/** Texts of the formats that are asserted, and of those that are only told. */
const TEXTS: Readonly<Record<string, string>> = {
  byte: "dGV4dA==",
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  duration: "P1D",
  email: "user@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  "json-pointer": "/member",
  regex: "^text$",
  time: "12:00:00Z",
  uri: "https://example.com/",
  "uri-reference": "/path",
  url: "https://example.com/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
};

function textOf(schema: Cursor): string {
  const text = TEXTS[schema.get("format")?.scalar ?? ""];
  if (text !== undefined) return text;
  const least = Math.min(numberAt(schema, "minLength") ?? 0, 1000);
  return "text".padEnd(least, "text").slice(0, numberAt(schema, "maxLength"));
}

function numberAt(schema: Cursor, key: string): number | undefined {
  const value = schema.get(key)?.value;
  return typeof value === "number" ? value : undefined;
}
