import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Reporter } from "../../diagnostics/reporter.js";
import type { Cursor } from "../../load/cursor.js";
import { referencesOf } from "../../schema/references-of.js";
import type {
  JsonType,
  JsonValue,
  NamedSchema,
  Property,
  Schema,
  ValueSchema,
} from "../../schema/schema.js";
import { readNumberBounds, readSizeBounds } from "./read-bounds.js";
import { readWord } from "./read-word.js";

/** How a version of OpenAPI, or a vendor, reads JSON Schema. */
export interface SchemaRules {
  /** The keyword by which a schema of a type also allows null; undefined where none does. */
  readonly nullable: "nullable" | "x-nullable" | undefined;
  /** What is `readOnly` is only ever required of answers. */
  readonly readOnly: boolean;
  /** Exclusive bounds are booleans beside the bounds (draft 4), not numbers of their own. */
  readonly booleanExclusive: boolean;
  /** A list of types, and true and false as schemas, are taken. */
  readonly typeLists: boolean;
  /** What stands beside a `$ref` holds too. */
  readonly refSiblings: boolean;
}

/** Keywords of a Swagger 2.0 parameter that say nothing of its value. */
const OF_PARAMETERS = new Set(["allowEmptyValue", "collectionFormat", "in", "name", "required"]);

export const SCHEMA_TYPES: readonly JsonType[] = [
  "null",
  "boolean",
  "integer",
  "number",
  "string",
  "array",
  "object",
];

/** Keywords that check nothing; `format` is an annotation unless a vocabulary says otherwise. */
const ANNOTATIONS = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$dynamicAnchor",
  "$id",
  "$schema",
  "$vocabulary",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "default",
  "definitions",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "format",
  "id",
  "nullable",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
]);

const ASSERTIONS = new Set([
  "enum",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "items",
  "maxItems",
  "maxLength",
  "maximum",
  "minItems",
  "minLength",
  "minimum",
  "properties",
  "required",
  "type",
]);

/** Keywords that forbid values, and are not checked yet. */
const UNCHECKED = new Set([
  "$dynamicRef",
  "$recursiveRef",
  "$ref",
  "additionalItems",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "contains",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "else",
  "if",
  "maxContains",
  "maxProperties",
  "minContains",
  "minProperties",
  "multipleOf",
  "not",
  "oneOf",
  "pattern",
  "patternProperties",
  "prefixItems",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
  "uniqueItems",
]);

/** Whether a keyword forbids values. */
export function isAssertion(keyword: string): boolean {
  return ASSERTIONS.has(keyword) || keyword === "nullable";
}

/** A schema that others refer to, with what is wrong with it alone. */
interface ReadSchema {
  readonly problems: Reporter;
  named: NamedSchema | undefined;
}

/**
 * Reads schemas into the one form, and follows their references, each once. What is wrong with a
 * schema is told to everybody who comes to it, however far round: each may be left out for it.
 */
export class SchemaReader {
  readonly #rules: SchemaRules;
  readonly #read = new Map<string, ReadSchema>();
  /** References that are being followed. */
  #depth = 0;

  constructor(rules: SchemaRules) {
    this.#rules = rules;
  }

  /** The schemas that these lead to, sorted by id. */
  named(schemas: readonly Schema[]): readonly NamedSchema[] {
    const reached = this.#reached(schemas.flatMap(referencesOf));
    const named = reached.flatMap((schema) => schema.named ?? []);
    return named.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  read(cursor: Cursor): Schema {
    if (cursor.reference === undefined) return this.readValue(cursor);
    const target = cursor.follow();
    if (target === undefined) return anything(cursor);
    for (const [keyword, sibling] of cursor.entries()) {
      // OpenAPI 3.0 ignores what stands beside a $ref; 3.1 obeys it.
      if (keyword !== "$ref" && this.#rules.refSiblings) this.#checkKeyword(keyword, sibling);
      if (ASSERTIONS.has(keyword) && this.#rules.refSiblings) unsupported(keyword, sibling);
    }
    if (!this.#read.has(target.id)) this.#readNamed(target);
    // In the end everything that this leads to has been read.
    if (this.#depth === 0) {
      for (const { problems } of this.#reached([target.id])) {
        for (const problem of problems.diagnostics) cursor.reporter.add(problem);
      }
    }
    return { kind: "reference", schema: target.id };
  }

  #readNamed(target: Cursor): void {
    const { id, name, at } = target;
    const entry: ReadSchema = { problems: target.reporter.apart(), named: undefined };
    this.#read.set(id, entry);
    this.#depth += 1;
    const schema = this.readValue(target.reportingTo(entry.problems));
    this.#depth -= 1;
    entry.named = { id, name, schema, at };
  }

  /** What references lead to, and the references in it, each once. */
  #reached(ids: readonly string[]): readonly ReadSchema[] {
    const reached = new Map<string, ReadSchema>();
    const open = [...ids];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const schema = this.#read.get(id);
      if (schema === undefined || reached.has(id)) continue;
      reached.set(id, schema);
      if (schema.named === undefined) continue;
      for (const reference of referencesOf(schema.named.schema)) open.push(reference);
    }
    return [...reached.values()];
  }

  /** Reads a parameter that is its own schema (Swagger 2.0). */
  readParameter(parameter: Cursor): ValueSchema {
    for (const [keyword, value] of parameter.entries()) {
      if (!OF_PARAMETERS.has(keyword)) this.#checkKeyword(keyword, value);
    }
    return this.#valueOf(parameter, []);
  }

  /** Reads a schema that is not a reference. */
  readValue(cursor: Cursor): ValueSchema {
    if (typeof cursor.value === "boolean" && !this.#rules.typeLists) {
      cursor.entries();
      return anything(cursor);
    }
    if (cursor.value === true) return anything(cursor);
    if (cursor.value === false) {
      unsupported("false", cursor);
      return anything(cursor);
    }
    if (!cursor.isObject) {
      cursor.entries();
      return anything(cursor);
    }
    for (const [keyword, value] of cursor.entries()) this.#checkKeyword(keyword, value);
    return this.#valueOf(cursor, this.#properties(cursor));
  }

  #valueOf(cursor: Cursor, properties: readonly Property[]): ValueSchema {
    const items = cursor.get("items");
    return {
      kind: "value",
      at: cursor.at,
      description: cursor.proseAt("description") || cursor.proseAt("title"),
      types: this.#types(cursor),
      enum: readEnum(cursor),
      number: readNumberBounds(cursor, this.#rules.booleanExclusive),
      length: readSizeBounds(cursor, "minLength", "maxLength"),
      items: items && this.read(items),
      itemCount: readSizeBounds(cursor, "minItems", "maxItems"),
      properties,
    };
  }

  #checkKeyword(keyword: string, value: Cursor): void {
    if (ASSERTIONS.has(keyword) || ANNOTATIONS.has(keyword) || keyword.startsWith("x-")) return;
    if (!UNCHECKED.has(keyword)) {
      // JSON Schema ignores what it does not know.
      const nearest = didYouMean(keyword, [...ASSERTIONS, ...UNCHECKED, ...ANNOTATIONS]);
      value.reporter.report("unknown-keyword", value.keyAt, { keyword, nearest });
    } else if (constrains(keyword, value)) {
      unsupported(keyword, value);
    }
  }

  #types(cursor: Cursor): readonly JsonType[] | undefined {
    const type = cursor.get("type");
    if (type === undefined) return undefined;
    refuseEmpty(type);
    const isList = type.isArray && this.#rules.typeLists;
    const types = (isList ? type.items() : [type]).flatMap((each): readonly JsonType[] => {
      if (isList && each.value === null) {
        each.reporter.report("unquoted-null", each.at);
        return ["null"];
      }
      const known = readWord(each, SCHEMA_TYPES);
      if (known !== undefined || typeof each.value !== "string") return known ? [known] : [];
      // Swagger 2.0's uploads.
      if (each.value === "file") return [];
      const nearest = didYouMean(each.value, SCHEMA_TYPES);
      each.reporter.report("unknown-schema-type", each.at, { type: each.value, nearest });
      return [];
    });
    if (types.length === 0) return undefined;
    const { nullable: keyword } = this.#rules;
    const nullable = keyword !== undefined && cursor.get(keyword)?.value === true;
    return [...new Set(nullable ? [...types, "null" as const] : types)];
  }

  #properties(cursor: Cursor): readonly Property[] {
    const required = new Set(cursor.itemsAt("required").flatMap((name) => name.text() ?? []));
    const declared = cursor.entriesAt("properties").map(([name, schema]) => ({
      name,
      required: required.delete(name) && !this.#isReadOnly(schema),
      schema: this.read(schema),
    }));
    const others = [...required].map((name) => ({
      name,
      required: true,
      schema: anything(cursor),
    }));
    return [...declared, ...others];
  }

  #isReadOnly(schema: Cursor): boolean {
    if (!this.#rules.readOnly) return false;
    const isMarked = (each: Cursor | undefined) => each?.get("readOnly")?.value === true;
    return isMarked(schema) || (schema.reference !== undefined && isMarked(schema.follow()));
  }
}

/** A schema that allows every value. */
export function anything(cursor: Cursor): ValueSchema {
  return {
    kind: "value",
    at: cursor.at,
    description: "",
    types: undefined,
    enum: undefined,
    number: {},
    length: {},
    items: undefined,
    itemCount: {},
    properties: [],
  };
}

/** Whether a schema allows every value: `true`, or an object that only describes. */
export function takesAnything(schema: Cursor): boolean {
  if (!schema.isObject) return schema.value === true;
  return schema.entries().every(([keyword, value]) => !constrains(keyword, value));
}

/** Whether a schema allows every string: what is sent as text or as bytes is one. */
export function takesAnyString(schema: Cursor): boolean {
  if (!schema.isObject || schema.get("type")?.value !== "string") return false;
  return schema.entries().every(([key, value]) => key === "type" || !constrains(key, value));
}

/** Whether a keyword forbids values by what is written there. */
function constrains(keyword: string, value: Cursor): boolean {
  if (keyword === "additionalProperties") return !takesAnything(value);
  if (keyword === "uniqueItems") return value.value !== false;
  return ASSERTIONS.has(keyword) || UNCHECKED.has(keyword);
}

/** The allowed values; lists and objects among them cannot be compared yet, and are reported. */
function readEnum(schema: Cursor): readonly JsonValue[] | undefined {
  const allowed = schema.get("enum");
  if (allowed !== undefined) refuseEmpty(allowed);
  const items = allowed?.items();
  if (items?.some((item) => item.isObject || item.isArray)) {
    unsupported("enum", allowed ?? schema);
    return undefined;
  }
  return items
    ?.map((item) => item.known())
    .filter((value): value is JsonValue => value !== undefined);
}

/** A list of nothing allows nothing, which nobody means. */
function refuseEmpty(list: Cursor): void {
  if (!Array.isArray(list.value) || list.value.length > 0) return;
  const found = "an empty list";
  list.reporter.report("wrong-type", list.at, {
    key: list.name,
    expected: "a list that is not empty",
    found,
  });
}

function unsupported(keyword: string, value: Cursor): void {
  value.reporter.report("unsupported-keyword", value.keyAt, { keyword });
}
