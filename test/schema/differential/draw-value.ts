import type { JsonValue } from "../../../src/schema/schema.js";
import type { Draw } from "./draw.js";
import type { Keywords } from "./draw-schema.js";
import { FORMATS, NAMES, NUMBERS, PATTERNS, SCALARS, TEXTS } from "./samples.js";

/** Any value, at most so many levels deep. */
export function drawAnything(draw: Draw, depth: number): JsonValue {
  const kind = depth === 0 ? 0 : draw.below(4);
  if (kind < 2) return draw.pick(SCALARS);
  const values = draw.times(draw.below(4), () => drawAnything(draw, depth - 1));
  if (kind === 2) return values;
  return Object.fromEntries(values.map((value) => [draw.pick(NAMES), value]));
}

/** A value near a schema: mostly one that tries to fit, as often with something changed. */
export function drawValue(draw: Draw, root: Keywords): JsonValue {
  if (draw.chance(10)) return drawAnything(draw, 2);
  const fitting = new Fitting(draw, root).of(root, 4);
  return draw.chance(50) ? fitting : changed(draw, fitting);
}

/** Makes values that try to fit a schema. */
class Fitting {
  readonly #draw: Draw;
  readonly #root: Keywords;

  constructor(draw: Draw, root: Keywords) {
    this.#draw = draw;
    this.#root = root;
  }

  of(schema: unknown, depth: number): JsonValue {
    const draw = this.#draw;
    if (!isKeywords(schema) || depth === 0) return drawAnything(draw, Math.min(depth, 1));
    const all = this.#flattened(schema, 4);
    if ("const" in all) return all["const"] as JsonValue;
    if (Array.isArray(all["enum"])) return draw.pick(all["enum"] as readonly JsonValue[]);
    switch (draw.pick(typesOf(all))) {
      case "object":
        return this.#object(all, depth);
      case "array":
        return this.#array(all, depth);
      case "string":
        return this.#text(all);
      case "number":
        return this.#number(all, false);
      case "integer":
        return this.#number(all, true);
      case "boolean":
        return draw.chance(50);
      case "null":
        return null;
      default:
        return drawAnything(draw, 1);
    }
  }

  /** With the keywords of some of the schemas that hold for the same value. */
  #flattened(schema: Keywords, depth: number): Keywords {
    if (depth === 0) return schema;
    const list = (keyword: string) => listOf(schema[keyword]);
    const options = ["anyOf", "oneOf"].flatMap((each) => {
      const choices = list(each);
      return choices.length > 0 ? [this.#draw.pick(choices)] : [];
    });
    const { $ref, then, if: test, dependentSchemas = {} } = schema;
    const others = [
      ...list("allOf"),
      ...options,
      ...(this.#draw.chance(50) ? [test, then] : [schema["else"]]),
      ...(this.#draw.chance(50) ? Object.values(dependentSchemas as object) : []),
      typeof $ref === "string" ? this.#target($ref) : undefined,
    ];
    return others
      .filter(isKeywords)
      .map((each) => this.#flattened(each, depth - 1))
      .reduce(merged, schema);
  }

  #target($ref: string): unknown {
    const keys = $ref.split("/").slice(1);
    return keys.reduce<unknown>((here, key) => (here as Keywords)[key], this.#root);
  }

  #object(schema: Keywords, depth: number): JsonValue {
    const draw = this.#draw;
    const properties = (schema["properties"] ?? {}) as Keywords;
    const patterns = (schema["patternProperties"] ?? {}) as Keywords;
    const dependent = Object.keys(
      (schema["dependentRequired"] ?? schema["dependencies"] ?? {}) as object,
    );
    const least = typeof schema["minProperties"] === "number" ? schema["minProperties"] : 0;
    const names = new Set([
      ...draw.some(listOf(schema["required"]) as readonly string[], 90),
      ...draw.some(Object.keys(properties), 70),
      ...draw.some(dependent, 30),
      ...Object.keys(patterns).flatMap((each) => draw.some(PATTERNS[each] ?? [], 40)),
      ...draw.times(least + draw.below(2), () => draw.pick(NAMES)),
    ]);
    const others = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
    const schemaOf = (name: string) => {
      if (Object.hasOwn(properties, name)) return properties[name];
      const pattern = Object.keys(patterns).find((each) => new RegExp(each, "u").test(name));
      return pattern === undefined ? others : patterns[pattern];
    };
    return Object.fromEntries([...names].map((name) => [name, this.of(schemaOf(name), depth - 1)]));
  }

  #array(schema: Keywords, depth: number): JsonValue {
    const draw = this.#draw;
    const { items, contains, prefixItems, additionalItems, unevaluatedItems } = schema;
    const first = listOf(prefixItems ?? items);
    const others = Array.isArray(items) ? additionalItems : (items ?? unevaluatedItems);
    const least = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
    const length = Math.max(least, draw.pick([0, first.length, first.length + 1, 1, 2, 3]));
    return draw.times(length, (index) => {
      const ofPlace = index < first.length ? first[index] : others;
      const wanted = contains !== undefined && draw.chance(40) ? contains : ofPlace;
      return this.of(wanted, depth - 1);
    });
  }

  #text({ format, pattern, minLength = 0, maxLength = 4 }: Keywords): JsonValue {
    const draw = this.#draw;
    const ofFormat = FORMATS[String(format)];
    if (ofFormat !== undefined && draw.chance(80)) return draw.pick(ofFormat);
    const matching = PATTERNS[String(pattern)];
    if (matching !== undefined && draw.chance(80)) return draw.pick(matching);
    const length = draw.pick([Number(minLength), Number(maxLength)]);
    return draw.chance(40) ? draw.pick(TEXTS) : draw.pick(["a", "b", "😀"]).repeat(length);
  }

  #number(schema: Keywords, isWhole: boolean): JsonValue {
    const draw = this.#draw;
    const { multipleOf, format } = schema;
    const ofFormat = FORMATS[String(format)];
    if (ofFormat !== undefined && draw.chance(50)) return draw.pick(ofFormat);
    if (typeof multipleOf === "number" && draw.chance(70)) return multipleOf * draw.below(20);
    const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].flatMap((each) =>
      typeof schema[each] === "number" ? [schema[each]] : [],
    );
    const near = bounds.flatMap((each) => [each, each + 1, each - 1, each / 2]);
    const number = draw.pick(near.length > 0 && draw.chance(80) ? near : NUMBERS);
    return isWhole ? Math.round(number) : number;
  }
}

/** Two schemas in one: names and members of both, of other keywords one's. */
function merged(left: Keywords, right: Keywords): Keywords {
  const both = ["properties", "patternProperties", "dependentRequired"].flatMap((keyword) => {
    const [a, b] = [left[keyword], right[keyword]];
    return isKeywords(a) && isKeywords(b) ? [[keyword, { ...a, ...b }] as const] : [];
  });
  const required = [...listOf(left["required"]), ...listOf(right["required"])];
  return {
    ...left,
    ...right,
    ...Object.fromEntries(both),
    ...(required.length > 0 && { required }),
  };
}

/** The types that a schema names, or that its keywords are about. */
function typesOf(schema: Keywords): readonly unknown[] {
  const { type } = schema;
  if (type !== undefined) return Array.isArray(type) ? (type as unknown[]) : [type];
  const about = Object.entries(ABOUT).filter(([, keywords]) =>
    keywords.split(" ").some((keyword) => keyword in schema),
  );
  return about.length > 0 ? about.map(([name]) => name) : [undefined];
}

const ABOUT = {
  object:
    "properties required patternProperties additionalProperties propertyNames dependencies " +
    "dependentRequired unevaluatedProperties minProperties maxProperties",
  array: "items prefixItems contains uniqueItems minItems maxItems unevaluatedItems",
  string: "minLength maxLength pattern format",
  number: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
};

/** A value with one thing in it changed. */
function changed(draw: Draw, value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null || draw.chance(30)) {
    return typeof value === "object" && value !== null && draw.chance(50)
      ? extended(draw, value)
      : drawAnything(draw, 1);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return extended(draw, value);
  const at = draw.below(entries.length);
  const left = entries.flatMap(([key, member], index) => {
    if (index !== at) return [[key, member] as const];
    return draw.chance(30) ? [] : [[key, changed(draw, member as JsonValue)] as const];
  });
  return Array.isArray(value)
    ? left.map(([, item]) => item as JsonValue)
    : (Object.fromEntries(left) as JsonValue);
}

/** One more item, the same again or another one; or one more member. */
function extended(draw: Draw, value: object): JsonValue {
  if (!Array.isArray(value)) {
    return { ...value, ...Object.fromEntries([[draw.pick(NAMES), drawAnything(draw, 1)]]) };
  }
  const items = value as readonly JsonValue[];
  const more = items.length > 0 && draw.chance(50) ? draw.pick(items) : drawAnything(draw, 1);
  return [...items, more];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
