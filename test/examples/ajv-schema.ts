import type { Cursor } from "../../src/load/cursor.js";
import type { SchemaRules } from "../../src/dialects/openapi/schema-rules.js";
import {
  LIST_KEYWORDS,
  MAP_KEYWORDS,
  SCHEMA_KEYWORDS,
} from "../../src/dialects/openapi/subschema-keywords.js";
import type { Direction } from "../../src/schema/schema.js";
import { plainValue } from "../../src/load/plain-value.js";

/** A schema of a document as messages of a direction have it, in one piece: for Ajv, which knows no OpenAPI. */
export function ajvSchema(cursor: Cursor, rules: SchemaRules, direction: Direction): object {
  const writer = new SchemaWriter(rules, direction);
  return { ...writer.reference(cursor), [writer.key]: writer.definitions() };
}

type Written = boolean | Readonly<Record<string, unknown>>;

/** Keywords that say nothing of values, or nothing to Ajv. */
const LEFT_OUT =
  /^(?:x-(?!nullable$).*|\$anchor|\$id|id|\$schema|\$defs|definitions|default|description|discriminator|examples?|externalDocs|title|xml|collectionFormat|in|name|allowEmptyValue)$/;

class SchemaWriter {
  readonly key: "$defs" | "definitions";
  readonly #rules: SchemaRules;
  readonly #direction: Direction;
  readonly #names = new Map<string, string>();
  readonly #open: Cursor[] = [];

  constructor(rules: SchemaRules, direction: Direction) {
    this.key = rules.draft === 4 ? "definitions" : "$defs";
    this.#rules = rules;
    this.#direction = direction;
  }

  reference(cursor: Cursor): { readonly $ref: string } {
    const name = this.#names.get(cursor.id) ?? `s${this.#names.size}`;
    if (!this.#names.has(cursor.id)) this.#open.push(cursor);
    this.#names.set(cursor.id, name);
    return { $ref: `#/${this.key}/${name}` };
  }

  definitions(): object {
    const written: Record<string, unknown> = {};
    for (let here = this.#open.pop(); here !== undefined; here = this.#open.pop()) {
      written[this.#names.get(here.id) ?? ""] = this.#write(here);
    }
    return written;
  }

  #write(schema: Cursor): Written {
    if (typeof schema.value === "boolean") return schema.value;
    if (!schema.isObject) return {};
    const { reference } = schema;
    const target = reference === undefined ? undefined : schema.resolve(reference);
    const referring = target === undefined ? [] : Object.entries(this.reference(target));
    if (target !== undefined && !this.#rules.refSiblings) return Object.fromEntries(referring);
    const keywords = schema
      .entries()
      .flatMap(([keyword, value]) => this.#keyword(keyword, value, schema));
    return Object.fromEntries([...keywords, ...referring]);
  }

  #keyword(
    keyword: string,
    value: Cursor,
    schema: Cursor,
  ): readonly (readonly [string, unknown])[] {
    if (LEFT_OUT.test(keyword) || keyword === "$ref") return [];
    if (keyword === this.#rules.nullable) {
      const allows = value.value === true && schema.has("type");
      return allows ? [["nullable", true]] : [];
    }
    if (keyword === "nullable" || keyword === "x-nullable") return [];
    if (keyword === "required") {
      if (!value.isArray) return [];
      const names = value.items().flatMap((name) => name.text() ?? []);
      return [[keyword, names.filter((name) => this.#isOf(schema.get("properties")?.get(name)))]];
    }
    if (MAP_KEYWORDS.has(keyword)) {
      const members = value.entries().map(([name, each]) => {
        return [name, each.isArray ? plainValue(each) : this.#write(each)] as const;
      });
      return [[keyword, Object.fromEntries(members)]];
    }
    if (LIST_KEYWORDS.has(keyword) && value.isArray) {
      return [[keyword, value.items().map((each) => this.#write(each))]];
    }
    if (SCHEMA_KEYWORDS.has(keyword)) return [[keyword, this.#write(value)]];
    return [[keyword, plainValue(value)]];
  }

  /** Whether a property is required of messages of the direction, if it is. */
  #isOf(property: Cursor | undefined): boolean {
    const holders = [property, property?.reference === undefined ? undefined : property.follow()];
    const says = (keyword: string) => holders.some((each) => each?.get(keyword)?.value === true);
    return !(
      this.#rules.directions && says(this.#direction === "requests" ? "readOnly" : "writeOnly")
    );
  }
}
