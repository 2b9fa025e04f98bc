import type { Code, Member } from "../code/code-kit.js";
import { call, key, lit, object, ts } from "../code/code-kit.js";
import { formKindOf, isJsonMediaType } from "../model/media-types.js";
import type { BodyContent, FieldEncoding } from "../model/body-content.js";
import type { ValueParameter } from "../model/request-validation.js";
import type { JsonType, Property, Schema } from "../schema/schema.js";
import { inPlace } from "../schema/subschemas.js";
import type { GeneratedModule } from "./generated-module.js";
import type { SchemaIndex } from "./schema-index.js";

/** Where readers are that do not stand with the others. */
const FILES: ReadonlyMap<string, string> = new Map([
  ["deepField", "deep-field"],
  ["membersField", "members-field"],
  ["deepList", "form-object"],
  ["deepMembers", "form-object"],
]);

/** As deep as members go in the names of fields, and as many as are planned for a form. */
const MAX_DEPTH = 8;
const MAX_DEEP_FIELDS = 5000;

/** What makes a value of a body that is not JSON: a function, which takes the validator and these. */
export interface PlannedReader {
  readonly function: Code;
  readonly readers: readonly Code[];
}

/** Plans how a body that is not JSON is read by the types that its schema declares, if it can be. */
export function planBodyReader(
  { mediaType, encoding = {} }: BodyContent,
  schema: Schema,
  module: GeneratedModule,
  index: SchemaIndex,
): PlannedReader | undefined {
  const form = formKindOf(mediaType);
  if (form !== undefined) {
    const planner = new FieldPlanner(module, index, form);
    const members = planner.fieldsOf(schema, encoding);
    const readers = members.length === 0 ? [] : [object(members, { expanded: members.length > 1 })];
    return { function: module.runtime(form, form), readers };
  }
  const possible = index.possible.of(schema);
  // All that a range has is text where its schema takes nothing that only JSON can write.
  const isText = mediaType.endsWith("/*") && !possible.has("object") && !possible.has("array");
  if (isJsonMediaType(mediaType) || !(isText || mediaType.startsWith("text/"))) return undefined;
  const types = new FieldPlanner(module, index, "form").textTypes([schema]);
  const readers = types.map((type) => lit(type));
  return { function: module.runtime("textBody", "text-body"), readers };
}

/**
 * Plans what reads a parameter's texts by the types that its schema declares. Where they may stand for
 * several values, one that is valid is enough.
 */
export function planParameterReaders(
  { schema, written }: ValueParameter,
  module: GeneratedModule,
  index: SchemaIndex,
): readonly Code[] {
  return new FieldPlanner(module, index, "parameter").parameter(schema, written);
}

/** Plans what reads the fields of a form that are not read as usual: texts, or in parts bytes. */
class FieldPlanner {
  readonly #module: GeneratedModule;
  readonly #index: SchemaIndex;
  readonly #isMultipart: boolean;
  /** Whether an empty text stands for null where texts are not taken. */
  readonly #emptyIsNull: boolean;
  /** How many fields were planned that are members of others. */
  #deepFields = 0;

  constructor(
    module: GeneratedModule,
    index: SchemaIndex,
    sentIn: "form" | "multipart" | "parameter",
  ) {
    this.#module = module;
    this.#index = index;
    this.#isMultipart = sentIn === "multipart";
    this.#emptyIsNull = sentIn !== "parameter";
  }

  fieldsOf(schema: Schema, encoding: Readonly<Record<string, FieldEncoding>>): readonly Member[] {
    return this.#propertiesOf(schema).flatMap((property): Member[] => {
      const { name } = property;
      const reader = this.#field(property, Object.hasOwn(encoding, name) ? encoding[name] : {});
      return reader === undefined ? [] : [[key(name), reader]];
    });
  }

  parameter(schema: Schema, written: ValueParameter["written"]): readonly Code[] {
    if (written === "json") return [this.#call("jsonField", [])];
    if (written === "members") {
      const isTyped = this.#aloneTypes(schema).length > 0;
      const isText = isTyped && this.#index.possible.of(schema).has("string");
      const texts = isText ? [this.#scalar([])] : [];
      const readers = [this.#deep(schema, []) ?? this.#scalar([]), ...texts];
      return readers.map((each) => this.#call("deepField", [each]));
    }
    const { prefix, separator, assignment } = written ?? {};
    const types = this.#index.possible.of(schema);
    const texts = [separator, assignment].flatMap((each) => (each === undefined ? [] : lit(each)));
    const isObject = types.has("object") && !types.has("string") && !types.has("array");
    const readings =
      isObject && separator !== undefined
        ? [this.#call("membersField", [object(this.fieldsOf(schema, {})), ...texts])]
        : [...this.#scalarReadings([schema]), ...this.#listReadings(schema, texts.slice(0, 1))];
    const isPrefixed = prefix !== undefined;
    return readings.map((each) => {
      return isPrefixed ? this.#call("prefixedField", [lit(prefix), each]) : each;
    });
  }

  /** The values that a text of a parameter may stand for by these schemas. */
  #scalarReadings(schemas: readonly Schema[]): readonly Code[] {
    const types = this.#typesOf(schemas);
    const read = this.textTypes(schemas);
    const typed = read.length === 0 ? [] : [this.#scalar(read)];
    const isList = types.has("array") && !types.has("string");
    const isText = types.has("string") || (typed.length === 0 && !isList);
    return isText ? [...typed, this.#scalar([])] : typed;
  }

  /** None where a schema takes everything, and a text is a text. */
  #listReadings(schema: Schema, separator: readonly Code[]): readonly Code[] {
    const types = this.#index.possible.of(schema);
    if (!types.has("array") || isAnything(types)) return [];
    const itemTypes = this.#typesOf(this.#itemsOf(schema));
    const items = isJson(itemTypes)
      ? [this.#call("jsonField", [])]
      : this.#scalarReadings(this.#itemsOf(schema));
    return items.map((item) => this.#call("listField", [item, ...separator]));
  }

  /** What texts may stand for besides themselves. */
  textTypes(schemas: readonly Schema[]): readonly string[] {
    const types = this.#typesOf(schemas);
    if (isAnything(types)) return [];
    const declared = schemas.flatMap((schema) => this.#inPlace(schema));
    const has = (type: JsonType) =>
      declared.some((each) => each.kind === "value" && each.types?.includes(type) === true);
    const number = has("integer") && !has("number") ? "integer" : "number";
    return [
      ...(this.#emptyIsNull && types.has("null") && !types.has("string") ? ["null"] : []),
      ...(types.has("number") ? [number] : []),
      ...(types.has("boolean") ? ["boolean"] : []),
    ];
  }

  #typesOf(schemas: readonly Schema[]): ReadonlySet<JsonType> {
    return new Set(schemas.flatMap((schema) => [...this.#index.possible.of(schema)]));
  }

  #scalar(types: readonly string[]): Code {
    const given = types.map((type) => lit(type));
    return this.#call("scalarField", given);
  }

  /** Undefined where the usual reader does. */
  #field(
    { schema }: Pick<Property, "schema">,
    { style, mediaTypes = [] }: FieldEncoding = {},
  ): Code | undefined {
    const types = this.#index.possible.of(schema);
    if (style === "members") return this.#deep(schema, []);
    const separator = style === undefined ? [] : [lit(style.separator)];
    if (types.has("array") && !types.has("string")) {
      return this.#list(this.#itemsOf(schema)[0], separator, mediaTypes);
    }
    if (style !== undefined && types.has("object") && !types.has("string")) {
      return this.#call("membersField", [object(this.fieldsOf(schema, {})), ...separator]);
    }
    return this.#value(schema, mediaTypes);
  }

  #list(
    items: Schema | undefined,
    separator: readonly Code[],
    mediaTypes: readonly string[],
  ): Code {
    return this.#call("listField", [
      this.#own(items && this.#value(items, mediaTypes)),
      ...separator,
    ]);
  }

  /** A reader, or the usual one. */
  #own(reader: Code | undefined): Code {
    return reader ?? this.#call(this.#isMultipart ? "fileField" : "scalarField", []);
  }

  /**
   * A field for each member and item (`deepObject`), of nested ones too. What lies too deep for it, as
   * where a schema leads back to itself, is read as text.
   */
  #deep(schema: Schema, outer: readonly (Schema | undefined)[]): Code | undefined {
    const types = this.#index.possible.of(schema);
    const here = schema.kind === "reference" ? this.#index.schemaOf(schema.schema) : schema;
    const properties = this.#propertiesOf(schema);
    const isOpen = isAnything(types);
    const isObject = types.has("object") && (!isOpen || properties.length > 0);
    const isList = types.has("array") && !isOpen;
    const texts = this.#aloneTypes(schema);
    if (!isObject && !isList) {
      return isOpen && texts.length > 0 ? this.#scalar(texts) : this.#value(schema, []);
    }
    if (outer.length === MAX_DEPTH || outer.includes(here) || this.#deepFields > MAX_DEEP_FIELDS) {
      return undefined;
    }
    const path = [...outer, here];
    const alone = texts.length > 0 ? this.#scalar(texts) : undefined;
    const members = isObject ? this.#members(properties, path) : object([]);
    if (!isList) return alone === undefined ? members : this.#call("deepMembers", [members, alone]);
    const [items] = this.#itemsOf(schema);
    const given = [items && this.#deep(items, path), alone, isObject ? members : undefined];
    const last = given.findLastIndex((each) => each !== undefined);
    return this.#call(
      "deepList",
      given.slice(0, last + 1).map((each) => each ?? ts`undefined`),
    );
  }

  #members(properties: readonly Property[], path: readonly (Schema | undefined)[]): Code {
    const members = properties.flatMap((property): Member[] => {
      this.#deepFields += 1;
      const reader = this.#deep(property.schema, path);
      return reader === undefined ? [] : [[key(property.name), reader]];
    });
    return object(members);
  }

  /** What a text may stand for besides itself that is sent for an object, a list, or a choice of such. */
  #aloneTypes(schema: Schema): readonly string[] {
    const here = schema.kind === "reference" ? this.#index.schemaOf(schema.schema) : schema;
    const choices = here?.kind === "value" ? [...here.anyOf, ...here.oneOf] : [];
    const scalars = choices.filter((each) => {
      const types = this.#index.possible.of(each);
      return !types.has("object") && !types.has("array");
    });
    return this.textTypes(scalars.length > 0 ? scalars : [schema]);
  }

  #value(schema: Schema, mediaTypes: readonly string[]): Code | undefined {
    const types = this.#index.possible.of(schema);
    if (mediaTypes.some(isJsonMediaType) || isJson(types)) {
      return this.#call("jsonField", []);
    }
    if (this.#isMultipart && (this.#isFile(schema) || mediaTypes.length > 0)) {
      const isUsual = mediaTypes.length === 0;
      return isUsual
        ? undefined
        : this.#call(
            "fileField",
            mediaTypes.map((type) => lit(type)),
          );
    }
    const texts = this.textTypes([schema]);
    return texts.length === 0 && !this.#isMultipart ? undefined : this.#scalar(texts);
  }

  /** Whether a schema takes bytes: it says so, or nothing. */
  #isFile(schema: Schema): boolean {
    const types = this.#index.possible.of(schema);
    if (types.has("string") && types.has("object")) return true;
    return this.#inPlace(schema).some((each) => each.kind === "value" && each.format === "binary");
  }

  /** What the items of a list must be, wherever that is said, but for what says nothing of their type. */
  #itemsOf(schema: Schema): readonly Schema[] {
    const items = this.#inPlace(schema).flatMap((each) => {
      if (each.kind === "reference") return [];
      const { prefix, items: others } = each.array;
      return others === undefined ? prefix : [...prefix, others];
    });
    const typed = items.filter((each) => !isAnything(this.#index.possible.of(each)));
    return typed.length === 0 ? items : typed;
  }

  /** The properties that a schema declares, by itself or by what it is made of; the first of a name. */
  #propertiesOf(schema: Schema): readonly Property[] {
    const found = new Map<string, Property>();
    for (const each of this.#inPlace(schema)) {
      const properties = each.kind === "value" ? each.object.properties : [];
      for (const property of properties) {
        if (property.declared && !found.has(property.name)) found.set(property.name, property);
      }
    }
    return [...found.values()];
  }

  /** A schema and those that hold for the same value, through references, each once. */
  #inPlace(schema: Schema): readonly Schema[] {
    const found = new Set<Schema>();
    const open: (Schema | undefined)[] = [schema];
    for (const here of open) {
      if (here === undefined || found.has(here)) continue;
      found.add(here);
      if (here.kind === "reference") open.push(this.#index.schemaOf(here.schema));
      else open.push(...inPlace(here));
    }
    return [...found];
  }

  #call(reader: string, given: readonly Code[]): Code {
    const file = FILES.get(reader) ?? "field";
    return call(this.#module.runtime(reader, file), given);
  }
}

/** Whether no text is written as the values of these types but JSON. */
function isJson(types: ReadonlySet<JsonType>): boolean {
  return (types.has("object") || types.has("array")) && !types.has("string");
}

function isAnything(types: ReadonlySet<JsonType>): boolean {
  return types.has("object") && types.has("string") && types.has("number");
}
