import { Reporter } from "../../diagnostics/reporter.js";
import type { Cursor } from "../../load/cursor.js";
import { isJsonMediaType } from "../../model/media-types.js";
import type { Direction } from "../../schema/schema.js";
import { OPERATION_KEYS } from "./operation-keys.js";
import { pathItems } from "./path-items.js";
import type { SpecVersion } from "./spec-version.js";
import { LIST_KEYWORDS, MAP_KEYWORDS, SCHEMA_KEYWORDS } from "./subschema-keywords.js";

/** A value that the document shows for a schema. */
export interface Example {
  readonly value: Cursor;
  readonly kind: "example" | "default";
  readonly schema: Cursor;
  /** Whether the schema is a parameter, or a part of one (Swagger 2.0). */
  readonly isParameter: boolean;
  /** The messages that it may be of: that of a schema alone, any. */
  readonly directions: readonly Direction[];
}

/**
 * The examples of a document, each once: of parameters, headers and bodies that are JSON, and of schemas,
 * with their defaults. What stands elsewhere (`externalValue`) is none, and so is what is written as the
 * text of another format.
 */
export function findExamples(root: Cursor, version: SpecVersion): readonly Example[] {
  const finder = new ExampleFinder(version);
  // What is wrong with references was told where the document was read.
  finder.document(root.reportingTo(new Reporter()));
  return finder.found;
}

type Visit = (holder: Cursor) => void;

class ExampleFinder {
  readonly found: Example[] = [];
  readonly #version: SpecVersion;
  readonly #seen = new Set<string>();

  constructor(version: SpecVersion) {
    this.#version = version;
  }

  document(root: Cursor): void {
    for (const { item } of pathItems(root)) {
      if (!item.isObject) continue;
      this.#each(item, "parameters", (each) => this.#parameter(each));
      for (const [key, operation] of item.entries()) {
        if (OPERATION_KEYS.has(key) && operation.isObject) this.#operation(operation);
      }
    }
    const components = root.get("components") ?? root;
    this.#each(components, "parameters", (each) => this.#parameter(each));
    this.#each(components, "requestBodies", (each) => this.#body(each, "requests"));
    this.#each(components, "responses", (each) => this.#response(each));
    this.#each(components, "headers", (each) => this.#parameter(each, "responses"));
    for (const [, schema] of this.#version.schemas(root)) this.#schema(schema);
  }

  #operation(operation: Cursor): void {
    this.#each(operation, "parameters", (each) => this.#parameter(each));
    const body = operation.get("requestBody");
    if (body !== undefined) this.#once(body, (each) => this.#body(each, "requests"));
    this.#each(operation, "responses", (each) => this.#response(each));
  }

  #response(response: Cursor): void {
    this.#body(response, "responses");
    this.#each(response, "headers", (each) => this.#parameter(each, "responses"));
    // Swagger 2.0 has them by media type, and one schema for all.
    const schema = response.get("schema");
    if (schema === undefined) return;
    this.#schema(schema);
    this.#members(response.get("examples")).forEach((value) => {
      if (isJsonMediaType(value.name)) this.#add(value, schema, ["responses"]);
    });
  }

  #body(body: Cursor, direction: Direction): void {
    this.#each(body, "content", (media) => {
      const mediaType = media.name.split(";")[0]?.trim().toLowerCase() ?? "";
      this.#described(media, direction, isJsonMediaType(mediaType));
    });
  }

  /** A parameter, or a header, which is described alike. */
  #parameter(parameter: Cursor, direction: Direction = "requests"): void {
    this.#described(parameter, direction, true);
    this.#body(parameter, direction);
    if (!parameter.has("type")) return;
    const value = parameter.get("default");
    const directions = [direction];
    const kind = "default";
    if (value !== undefined) {
      this.found.push({ value, kind, schema: parameter, isParameter: true, directions });
    }
  }

  /** What has a schema, and examples beside it. */
  #described(holder: Cursor, direction: Direction, isJson: boolean): void {
    const schema = holder.get("schema");
    if (schema === undefined) return;
    this.#schema(schema);
    if (!isJson) return;
    const single = holder.get("example");
    const named = this.#members(holder.get("examples")).map((each) => each.follow());
    const values = named.map((each) => each?.get("value") ?? each?.get("dataValue"));
    for (const value of [single, ...values]) {
      if (value !== undefined) this.#add(value, schema, [direction]);
    }
  }

  /** A schema and all that it leads to: one after the other, however deep. */
  #schema(start: Cursor): void {
    const open = [start];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (!here.isObject || this.#seen.has(here.id)) continue;
      this.#seen.add(here.id);
      const { reference } = here;
      const target = reference === undefined ? undefined : here.resolve(reference);
      if (target !== undefined) open.push(target);
      if (reference !== undefined && !this.#version.schemaRules.refSiblings) continue;
      this.#ofSchema(here);
      open.push(...subschemasOf(here));
    }
  }

  #ofSchema(schema: Cursor): void {
    const directions: readonly Direction[] = ["requests", "responses"];
    const listed = schema.get("examples");
    const isListed = this.#version.schemaRules.draft !== 4 && listed?.isArray === true;
    for (const value of [schema.get("example"), ...(isListed ? listed.items() : [])]) {
      if (value !== undefined) this.#add(value, schema, directions);
    }
    const value = schema.get("default");
    if (value !== undefined) this.#add(value, schema, directions, "default");
  }

  #add(
    value: Cursor,
    schema: Cursor,
    directions: readonly Direction[],
    kind: Example["kind"] = "example",
  ): void {
    this.found.push({ value, kind, schema, isParameter: false, directions });
  }

  #each(holder: Cursor, key: string, visit: Visit): void {
    for (const member of this.#members(holder.get(key))) this.#once(member, visit);
  }

  #members(holder: Cursor | undefined): readonly Cursor[] {
    if (holder?.isArray === true) return holder.items();
    return holder?.isObject === true ? holder.entries().map(([, member]) => member) : [];
  }

  /** Visits what is described somewhere, for all who refer to it. */
  #once(written: Cursor, visit: Visit): void {
    const holder = written.follow();
    if (holder?.isObject !== true || this.#seen.has(holder.id)) return;
    this.#seen.add(holder.id);
    visit(holder);
  }
}

/** The schemas that stand in a schema. */
function subschemasOf(schema: Cursor): readonly Cursor[] {
  return schema.entries().flatMap(([keyword, member]): readonly Cursor[] => {
    if (LIST_KEYWORDS.has(keyword) && member.isArray) return member.items();
    if (MAP_KEYWORDS.has(keyword) && member.isObject) {
      return member.entries().map(([, each]) => each);
    }
    return SCHEMA_KEYWORDS.has(keyword) ? [member] : [];
  });
}
