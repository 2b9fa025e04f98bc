import type { Code, Member } from "../code/code-kit.js";
import { call, key, lit, object } from "../code/code-kit.js";
import { formKindOf, isJsonMediaType } from "../model/media-types.js";
import type { BodyContent, FieldEncoding } from "../model/body-content.js";
import type { ValueParameter } from "../model/request-validation.js";
import type { JsonType, Property, Schema } from "../schema/schema.js";
import { inPlace } from "../schema/subschemas.js";
import type { GeneratedModule } from "./generated-module.js";
import type { SchemaIndex } from "./schema-index.js";

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
    const planner = new FieldPlanner(module, index, form === "multipart");
    const members = planner.fieldsOf(schema, encoding);
    const readers = members.length === 0 ? [] : [object(members, { expanded: members.length > 1 })];
    return { function: module.runtime(form, form), readers };
  }
  const possible = index.possible.of(schema);
  // All that a range has is text where its schema takes nothing that only JSON can write.
  const isText = mediaType.endsWith("/*") && !possible.has("object") && !possible.has("array");
  if (isJsonMediaType(mediaType) || !(isText || mediaType.startsWith("text/"))) return undefined;
  const types = textTypes(possible).map((type) => lit(type));
  return { function: module.runtime("textBody", "text-body"), readers: types };
}

/** Plans what reads a parameter's texts by the types that its schema declares. */
export function planParameterReader(
  { schema, written }: ValueParameter,
  module: GeneratedModule,
  index: SchemaIndex,
): Code {
  return new FieldPlanner(module, index, false).parameter(schema, written);
}

/** Plans what reads the fields of a form that are not read as usual: texts, or in parts bytes. */
class FieldPlanner {
  readonly #module: GeneratedModule;
  readonly #index: SchemaIndex;
  readonly #isMultipart: boolean;

  constructor(module: GeneratedModule, index: SchemaIndex, isMultipart: boolean) {
    this.#module = module;
    this.#index = index;
    this.#isMultipart = isMultipart;
  }

  fieldsOf(schema: Schema, encoding: Readonly<Record<string, FieldEncoding>>): readonly Member[] {
    return this.#propertiesOf(schema).flatMap((property): Member[] => {
      const { name } = property;
      const reader = this.#field(property, Object.hasOwn(encoding, name) ? encoding[name] : {});
      return reader === undefined ? [] : [[key(name), reader]];
    });
  }

  parameter(schema: Schema, written: ValueParameter["written"]): Code {
    if (written === "json") return this.#call("jsonField", []);
    const { prefix, separator, assignment } = written ?? {};
    const types = this.#index.possible.of(schema);
    const texts = [separator, assignment].flatMap((each) => (each === undefined ? [] : lit(each)));
    const isObject = types.has("object") && !types.has("string") && !types.has("array");
    const reader =
      isObject && separator !== undefined
        ? this.#call("membersField", [object(this.fieldsOf(schema, {})), ...texts])
        : this.#field({ schema }, separator === undefined ? {} : { style: { separator } });
    const read = reader ?? this.#call("scalarField", []);
    return prefix === undefined ? read : this.#call("prefixedField", [lit(prefix), read]);
  }

  /** Undefined where the usual reader does. */
  #field(
    { schema }: Pick<Property, "schema">,
    { style, mediaTypes = [] }: FieldEncoding = {},
  ): Code | undefined {
    const types = this.#index.possible.of(schema);
    if (style === "members" && types.has("object")) {
      return object(this.fieldsOf(schema, {}));
    }
    if (types.has("array") && !types.has("string")) {
      const items = this.#itemsOf(schema);
      const item = items && this.#value(items, mediaTypes);
      const separator = typeof style === "object" ? [lit(style.separator)] : [];
      const usual = this.#isMultipart ? "fileField" : "scalarField";
      return this.#call("listField", [item ?? this.#call(usual, []), ...separator]);
    }
    return this.#value(schema, mediaTypes);
  }

  #value(schema: Schema, mediaTypes: readonly string[]): Code | undefined {
    const types = this.#index.possible.of(schema);
    const isJson = mediaTypes.some(isJsonMediaType);
    if (isJson || ((types.has("object") || types.has("array")) && !types.has("string"))) {
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
    const texts = textTypes(types).map((type) => lit(type));
    const isUsual = texts.length === 0 && !this.#isMultipart;
    return isUsual ? undefined : this.#call("scalarField", texts);
  }

  /** Whether a schema takes bytes: it says so, or nothing. */
  #isFile(schema: Schema): boolean {
    const types = this.#index.possible.of(schema);
    if (types.has("string") && types.has("object")) return true;
    return this.#inPlace(schema).some((each) => each.kind === "value" && each.format === "binary");
  }

  #itemsOf(schema: Schema): Schema | undefined {
    const items = this.#inPlace(schema).map((each) =>
      each.kind === "value" ? each.array.items : undefined,
    );
    return items.find((each) => each !== undefined);
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
    const file = reader === "membersField" ? "members-field" : "field";
    return call(this.#module.runtime(reader, file), given);
  }
}

/** What texts may stand for besides themselves. Where a schema takes texts, an empty one is one. */
function textTypes(types: ReadonlySet<JsonType>): readonly string[] {
  if (types.has("object")) return [];
  const wanted: readonly JsonType[] = ["null", "number", "boolean"];
  return wanted.filter((type) => types.has(type) && !(type === "null" && types.has("string")));
}
