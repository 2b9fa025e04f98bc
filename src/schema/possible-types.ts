import type { Discriminator, JsonType, Schema, ValueSchema } from "./schema.js";

const ALL: readonly JsonType[] = ["null", "boolean", "number", "string", "array", "object"];

/**
 * The types of the values that schemas allow, integers among the numbers: what their own `type` leaves,
 * and the schemas that hold for the same value.
 */
export class PossibleTypes {
  readonly #schemaOf: (id: string) => Schema | undefined;
  readonly #byId = new Map<string, ReadonlySet<JsonType>>();

  constructor(schemaOf: (id: string) => Schema | undefined) {
    this.#schemaOf = schemaOf;
  }

  of(schema: Schema): ReadonlySet<JsonType> {
    return schema.kind === "reference" ? this.#ofNamed(schema.schema) : this.#ofValue(schema);
  }

  #ofNamed(id: string): ReadonlySet<JsonType> {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    // Until it is known: what comes round to itself is left to what else is said.
    this.#byId.set(id, new Set(ALL));
    const schema = this.#schemaOf(id);
    const types = schema === undefined ? new Set(ALL) : this.of(schema);
    this.#byId.set(id, types);
    return types;
  }

  #ofVariants({ variants }: Discriminator): ReadonlySet<JsonType> {
    const beside = variantsBesideObjects(variants, this);
    return new Set(["object", ...beside.flatMap((id) => [...this.#ofNamed(id)])]);
  }

  #ofValue(schema: ValueSchema): ReadonlySet<JsonType> {
    const { allOf, anyOf, oneOf, discriminator } = schema;
    const choices = [anyOf, oneOf].filter((choice) => choice.length > 0);
    const all = [
      ownTypes(schema),
      ...allOf.map((each) => this.of(each)),
      ...choices.map((choice) => new Set(choice.flatMap((each) => [...this.of(each)]))),
      ...(discriminator === undefined ? [] : [this.#ofVariants(discriminator)]),
    ];
    return all.reduce((left, next) => new Set([...left].filter((type) => next.has(type))));
  }
}

/** The ids of the schemas of a choice by a property that allow values which have no properties. */
export function variantsBesideObjects(
  variants: Discriminator["variants"],
  possible: PossibleTypes,
): readonly string[] {
  const beside = variants.filter(({ schema }) => {
    const types = possible.of(schema);
    // What says nothing of types was meant for objects.
    return types.size < ALL.length && [...types].some((type) => type !== "object");
  });
  return [...new Set(beside.map(({ schema }) => schema.schema))];
}

function ownTypes({ types, enum: values }: ValueSchema): ReadonlySet<JsonType> {
  const typed = new Set(types === undefined ? ALL : types.map(wide));
  if (values === undefined) return typed;
  const valued = new Set(values.map(typeOf));
  return new Set([...typed].filter((type) => valued.has(type)));
}

function wide(type: JsonType): JsonType {
  return type === "integer" ? "number" : type;
}

/** The type of a value as JSON has it: integers are numbers. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}
