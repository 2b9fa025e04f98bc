import type { Reporter } from "../../diagnostics/reporter.js";
import type { Cursor } from "../../load/cursor.js";
import type { Recollection } from "../../load/reading-memory.js";
import { resolveReference } from "../../load/follow-reference.js";
import { MAX_CHECKS, MAX_REFERENCES } from "../../load/limits.js";
import { PossibleTypes } from "../../schema/possible-types.js";
import type {
  JsonType,
  NamedSchema,
  Schema,
  SchemaReference,
  ValueSchema,
} from "../../schema/schema.js";
import { valueSchema } from "../../schema/schema.js";
import { inPlaceReferences, referencesOf } from "../../schema/subschemas.js";
import { readArrayKeywords } from "./read-array-keywords.js";
import { readDiscriminator } from "./read-discriminator.js";
import { readEnum } from "./read-enum.js";
import { readFormat, readNumberKeywords, readTextKeywords } from "./read-scalar-keywords.js";
import { readObjectKeywords } from "./read-object-keywords.js";
import { readTypes } from "./read-types.js";
import { checkKeyword, isAnnotation } from "./schema-keywords.js";
import type { SchemaRules } from "./schema-rules.js";
import { walk } from "./walk.js";

/** Keywords of a Swagger 2.0 parameter that say nothing of its value. */
const OF_PARAMETERS = new Set(["allowEmptyValue", "collectionFormat", "in", "name", "required"]);

/** A schema that others refer to, with what is wrong with it alone. */
interface ReadSchema {
  readonly problems: Reporter;
  named: NamedSchema | undefined;
  /** Where there is a memory of readings, what it holds of this one. */
  recollection?: Recollection<unknown>;
}

/**
 * Reads schemas into the one form, and follows their references, each once. What is wrong with a
 * schema is told to everybody who comes to it, however far round: each may be left out for it.
 */
export class SchemaReader {
  readonly rules: SchemaRules;
  readonly #read = new Map<string, ReadSchema>();
  /** What was referred to and is still to be read; undefined while nothing is being read. */
  #open: Cursor[] | undefined;
  /** What was read since circles were looked for. */
  #fresh: string[] = [];

  constructor(rules: SchemaRules) {
    this.rules = rules;
  }

  /** The schemas that these lead to, sorted by id. */
  named(schemas: readonly Schema[]): readonly NamedSchema[] {
    const reached = this.#reached(schemas.flatMap(referencesOf));
    const named = reached.flatMap((schema) => schema.named ?? []);
    return named.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Reads a schema and everything that it leads to. */
  read(cursor: Cursor): Schema {
    return this.#entirely(cursor, () => this.#readOne(cursor));
  }

  /** Reads a schema in whose place no reference may stand. */
  readValue(cursor: Cursor): ValueSchema {
    return this.#entirely(cursor, () => this.#readKeywords(cursor));
  }

  /** Reads a parameter, or the items of one, that is its own schema (Swagger 2.0). */
  readParameter(parameter: Cursor): ValueSchema {
    const { rules } = this;
    for (const [keyword, value] of parameter.entries()) {
      if (!OF_PARAMETERS.has(keyword)) checkKeyword(keyword, value, rules);
    }
    return valueSchema(parameter.at, {
      types: readTypes(parameter, rules),
      enum: readEnum(parameter, rules),
      number: readNumberKeywords(parameter, rules),
      text: readTextKeywords(parameter),
      format: readFormat(parameter, rules),
      array: readArrayKeywords(parameter, rules, (items) => this.readParameter(items)),
    });
  }

  /** Reads what schemas lead to that were recalled; others have read it already. */
  readReferences(schemas: readonly Schema[], root: Cursor): void {
    this.#entirely(root, () => {
      this.#referAgain(schemas, root);
      return valueSchema(root.at);
    });
  }

  /** The types of the values that a schema, which was read, allows. */
  possibleTypes(schema: Schema): ReadonlySet<JsonType> {
    return new PossibleTypes((id) => this.#read.get(id)?.named?.schema).of(schema);
  }

  /** Reads what references lead to one after the other, so that no chain of them is too long. */
  #entirely<Read extends Schema>(cursor: Cursor, read: () => Read): Read {
    if (this.#open !== undefined) return read();
    this.#open = [];
    const schema = read();
    for (let target = this.#open.pop(); target !== undefined; target = this.#open.pop()) {
      this.#readNamed(target);
    }
    this.#open = undefined;
    this.#reportChains();
    this.#fresh = [];
    const { memory } = cursor.source;
    for (const { problems, recollection } of this.#reached(referencesOf(schema))) {
      for (const problem of problems.diagnostics) cursor.reporter.add(problem);
      if (recollection !== undefined) memory?.use(recollection);
    }
    return schema;
  }

  #readOne(cursor: Cursor): Schema {
    const targets = this.#targetsOf(cursor);
    const [reference, second] = targets.map((target) => this.#refer(cursor, target));
    if (reference === undefined) return this.#readKeywords(cursor);
    // What stands beside a $ref holds too, in later drafts.
    const isSibling = (key: string) => !/^\$(?:dynamicRef|ref)$/.test(key) && !isAnnotation(key);
    const hasSiblings = cursor.entries().some(([key]) => isSibling(key));
    if (second === undefined && !(this.rules.refSiblings && hasSiblings)) return reference;
    const siblings = this.#readKeywords(cursor);
    const references = second === undefined ? [reference] : [reference, second];
    return { ...siblings, allOf: [...references, ...siblings.allOf] };
  }

  /** What the references of a schema name; undefined for what leads nowhere. */
  #targetsOf(cursor: Cursor): readonly (Cursor | undefined)[] {
    const dynamic = this.rules.refSiblings ? staticTarget(cursor) : undefined;
    const targets = dynamic === undefined ? [] : [dynamic];
    if (cursor.reference === undefined) return targets;
    return [this.rules.refSiblings ? nextOf(cursor) : cursor.follow(), ...targets];
  }

  /** One that leads nowhere takes anything. */
  #refer(from: Cursor, target: Cursor | undefined): SchemaReference | ValueSchema {
    if (target === undefined) return valueSchema(from.at);
    if (!this.#read.has(target.id)) {
      this.#read.set(target.id, { problems: target.reporter.apart(), named: undefined });
      this.#open?.push(target);
      this.#fresh.push(target.id);
    }
    return { kind: "reference", schema: target.id };
  }

  #readNamed(target: Cursor): void {
    const { id, name, at } = target;
    const entry = this.#read.get(id);
    if (entry === undefined) return;
    const { memory } = target.source;
    const basis = memory?.basis("schemas", this.rules);
    const apart = target.reportingTo(entry.problems);
    if (memory === undefined || basis === undefined) {
      entry.named = { id, name, schema: this.#readOne(apart), at };
      return;
    }
    const recollection = memory.recall(basis, apart, () => {
      return { id, name, schema: this.#readOne(apart), at };
    });
    entry.named = recollection.result;
    entry.recollection = recollection;
    this.#referAgain([entry.named.schema], target);
  }

  /** Comes by what schemas refer to, where they were recalled and not read. */
  #referAgain(schemas: readonly Schema[], from: Cursor): void {
    for (const id of schemas.flatMap(referencesOf)) {
      if (!this.#read.has(id)) this.#refer(from, from.source.at(id, from.reporter));
    }
  }

  /** A schema that is made of itself, however far round, would be checked without end, or by a stack. */
  #reportChains(): void {
    const next = (id: string) => inPlaceReferences(this.#read.get(id)?.named?.schema);
    const { circles, lengths, ways } = walk(this.#fresh, next);
    const named = (id: string) => {
      const { named: schema, problems } = this.#read.get(id) ?? {};
      return { problems, at: schema && { ...schema.at, on: "key" as const }, name: schema?.name };
    };
    for (const id of circles) {
      const { problems, at, name = "" } = named(id);
      problems?.report("circular-schema", at, { name });
    }
    for (const [id, length] of lengths) {
      if (length !== MAX_REFERENCES + 1) continue;
      const { problems, at } = named(id);
      problems?.report("schema-chain-too-long", at, { limit: MAX_REFERENCES });
    }
    const multiplies = (id: string) => (ways.get(id) ?? 0) > MAX_CHECKS;
    for (const id of ways.keys()) {
      if (!multiplies(id) || next(id).some(multiplies)) continue;
      const { problems, at } = named(id);
      problems?.report("schema-too-entangled", at, { limit: MAX_CHECKS });
    }
  }

  /** What references lead to, and the references in it, each once. */
  #reached(ids: readonly string[]): readonly ReadSchema[] {
    const reached = new Map<string, ReadSchema>();
    const open = [...ids];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const schema = this.#read.get(id);
      if (schema === undefined || reached.has(id)) continue;
      reached.set(id, schema);
      if (schema.named !== undefined) open.push(...referencesOf(schema.named.schema));
    }
    return [...reached.values()];
  }

  #readKeywords(cursor: Cursor): ValueSchema {
    const { value, at } = cursor;
    if (typeof value === "boolean" && this.rules.booleanSchemas) {
      return valueSchema(at, value ? {} : { types: [] });
    }
    if (!cursor.isObject) {
      cursor.entries(); // reports what it is
      return valueSchema(at);
    }
    const isFollowed = this.rules.refSiblings && staticTarget(cursor) !== undefined;
    for (const [keyword, each] of cursor.entries()) {
      if (!(isFollowed && keyword === "$dynamicRef")) checkKeyword(keyword, each, this.rules);
    }
    return this.#valueOf(cursor);
  }

  #valueOf(cursor: Cursor): ValueSchema {
    const { rules } = this;
    const read = (schema: Cursor) => this.#readOne(schema);
    const all = (key: string) => cursor.itemsAt(key).map(read);
    const one = (key: string) => {
      const schema = cursor.get(key);
      return schema && read(schema);
    };
    const [anyOf, oneOf] = [all("anyOf"), all("oneOf")];
    const discriminator = rules.discriminator
      ? readDiscriminator(cursor, { anyOf, oneOf })
      : undefined;
    const condition = rules.draft === 4 ? undefined : one("if");
    return valueSchema(cursor.at, {
      description: cursor.proseAt("description") || cursor.proseAt("title"),
      types: readTypes(cursor, rules),
      enum: readEnum(cursor, rules),
      number: readNumberKeywords(cursor, rules),
      text: readTextKeywords(cursor),
      format: readFormat(cursor, rules),
      array: readArrayKeywords(cursor, rules, read),
      object: readObjectKeywords(cursor, rules, read),
      allOf: all("allOf"),
      ...(discriminator === undefined ? { anyOf, oneOf } : { discriminator }),
      not: one("not"),
      condition: condition && { test: condition, consequent: one("then"), alternate: one("else") },
    });
  }
}

/** What a reference names, which may be a reference itself. */
function nextOf(cursor: Cursor): Cursor | undefined {
  const reference = cursor.get("$ref");
  const written = reference?.string();
  return reference && written !== undefined ? resolveReference(reference, written) : undefined;
}

/** What a `$dynamicRef` names, if that is the same by whatever way the schema is reached. */
function staticTarget(cursor: Cursor): Cursor | undefined {
  const reference = cursor.get("$dynamicRef");
  const { names } = cursor.source;
  const written = reference?.prose() ?? "";
  if (reference === undefined || names?.isDynamic(reference, written) !== false) return undefined;
  return names.find(reference, written);
}
