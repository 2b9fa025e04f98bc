import type { JsonValue } from "../../../src/schema/schema.js";
import type { Draw } from "./draw.js";
import { drawAnything } from "./draw-value.js";
import { FORMATS, NAMES, NUMBERS, PATTERNS } from "./samples.js";

/** What is written of a schema. */
export type Keywords = Readonly<Record<string, unknown>>;
export type WrittenSchema = boolean | Keywords;
export type Draft = 4 | "2020-12";

/** The keyword under which a draft keeps schemas to refer to. */
export const DEFINITIONS = { 4: "definitions", "2020-12": "$defs" } as const;

const DEFINED = ["A", "B"];
const TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"] as const;

/** Where a schema stands. */
interface Place {
  readonly draft: Draft;
  /** How many levels of schemas may stand in it. */
  readonly depth: number;
  /**
   * What it may refer to without going round for ever: anything from inside a list or an object, and what
   * is defined later where it says something of the very same value.
   */
  readonly targets: readonly string[];
}

/** A schema with others that it, and they, refer to. */
export function drawSchema(draw: Draw, draft: Draft): Keywords {
  const targetsFrom = (index: number) =>
    DEFINED.slice(index).map((name) => `#/${DEFINITIONS[draft]}/${name}`);
  const defined = DEFINED.map((name, index) => {
    const place = { draft, depth: 1, targets: targetsFrom(index + 1) };
    return [name, drawKeywords(draw, place)] as const;
  });
  const root = drawKeywords(draw, { draft, depth: 2, targets: targetsFrom(0) });
  return { ...root, [DEFINITIONS[draft]]: Object.fromEntries(defined) };
}

function drawKeywords(draw: Draw, place: Place): Keywords {
  const [about, ...drawers] = draw.pick(place.depth === 0 ? ABOUT.slice(0, 2) : ABOUT);
  const written = draw.some(drawers, 60).map((each) => each(draw, place));
  const type = draw.chance(50) ? [drawType(draw, place, about)] : [];
  const general = draw.some(GENERAL, place.depth === 0 ? 5 : 12);
  return Object.assign({}, ...type, ...written, ...general.map((each) => each(draw, place)));
}

type Drawer = (draw: Draw, place: Place) => Keywords;

function drawType(draw: Draw, { draft }: Place, about: string): Keywords {
  const type = draw.chance(80) ? about : draw.pick(TYPES);
  if (draft === 4) return draw.chance(25) ? { type, nullable: true } : { type };
  const others = draw.some(TYPES, 15).filter((each) => each !== type);
  return draw.chance(40) ? { type: [type, ...others] } : { type };
}

function inner(draw: Draw, place: Place): WrittenSchema {
  const { draft, depth } = place;
  if (draft !== 4 && draw.chance(8)) return draw.chance(60);
  const every = ["#", ...DEFINED.map((name) => `#/${DEFINITIONS[draft]}/${name}`)];
  return drawKeywords(draw, { draft, depth: Math.max(0, depth - 1), targets: every });
}

function same(draw: Draw, place: Place): WrittenSchema {
  if (place.draft !== 4 && draw.chance(6)) return draw.chance(60);
  return drawKeywords(draw, { ...place, depth: Math.max(0, place.depth - 1) });
}

function several(draw: Draw, draw1: () => unknown): readonly unknown[] {
  return draw.times(1 + draw.below(3), draw1);
}

function sizes(draw: Draw, what: string): Keywords {
  const [min, max] = [draw.below(3), draw.below(4)];
  return Object.fromEntries(
    draw.some([
      [`min${what}`, min],
      [`max${what}`, max],
    ]),
  );
}

const names = (draw: Draw) => [...new Set(draw.times(1 + draw.below(3), () => draw.pick(NAMES)))];

const schemasBy = (keys: readonly string[], draw1: () => unknown) =>
  Object.fromEntries(keys.map((key) => [key, draw1()]));

function bounds(draw: Draw, { draft }: Place): Keywords {
  const [low, high] = [draw.pick(NUMBERS), draw.pick(NUMBERS)];
  if (draft !== 4) {
    const keywords = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
    return Object.fromEntries(
      draw.some(keywords, 40).map((each) => [each, each.endsWith("inimum") ? low : high]),
    );
  }
  const below = { minimum: low, ...(draw.chance(50) && { exclusiveMinimum: draw.chance(70) }) };
  const above = { maximum: high, ...(draw.chance(50) && { exclusiveMaximum: draw.chance(70) }) };
  return Object.assign({}, ...draw.some([below, above])) as Keywords;
}

const multipleOf: Drawer = (draw) => ({ multipleOf: draw.pick([1, 2, 3, 0.5, 0.1, 0.01, 1e-7]) });

const pattern: Drawer = (draw) => ({ pattern: draw.pick(Object.keys(PATTERNS)) });

const format: Drawer = (draw) => ({ format: draw.pick(Object.keys(FORMATS)) });

function items(draw: Draw, place: Place): Keywords {
  const one = () => inner(draw, place);
  if (draw.chance(50)) return { items: one() };
  if (place.draft !== 4) {
    return { prefixItems: several(draw, one), ...(draw.chance(50) && { items: one() }) };
  }
  const others = draw.pick([true, false, one()]);
  return { items: several(draw, one), ...(draw.chance(50) && { additionalItems: others }) };
}

const contains: Drawer = (draw, place) =>
  place.draft === 4 ? {} : { contains: inner(draw, place), ...sizes(draw, "Contains") };

const unique: Drawer = (draw) => ({ uniqueItems: draw.chance(80) });

function properties(draw: Draw, place: Place): Keywords {
  const declared = names(draw);
  const required = draw.some([...declared, ...names(draw)], 30);
  return {
    properties: schemasBy(declared, () => inner(draw, place)),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
}

const patternProperties: Drawer = (draw, place) => ({
  patternProperties: schemasBy(
    draw.times(1 + draw.below(2), () => draw.pick(Object.keys(PATTERNS))),
    () => inner(draw, place),
  ),
});

const additionalProperties: Drawer = (draw, place) => ({
  additionalProperties: draw.chance(50) ? false : inner(draw, place),
});

const propertyNames: Drawer = (draw, place) =>
  place.draft === 4 ? {} : { propertyNames: inner(draw, place) };

function dependencies(draw: Draw, place: Place): Keywords {
  const required = () => schemasBy(names(draw), () => names(draw));
  const schemas = () => schemasBy(names(draw), () => same(draw, place));
  if (place.draft === 4) return { dependencies: { ...required(), ...schemas() } };
  return draw.chance(50) ? { dependentRequired: required() } : { dependentSchemas: schemas() };
}

const unevaluatedProperties: Drawer = (draw, place) =>
  place.draft === 4 ? {} : { unevaluatedProperties: draw.chance(60) ? false : inner(draw, place) };

const unevaluatedItems: Drawer = (draw, place) =>
  place.draft === 4 ? {} : { unevaluatedItems: draw.chance(60) ? false : inner(draw, place) };

/** What schemas are about, with the keywords that say something of it. */
const ABOUT: readonly (readonly [string, ...Drawer[]])[] = [
  ["number", bounds, multipleOf, (draw) => (draw.chance(30) ? format(draw, ANYWHERE) : {})],
  ["string", (draw) => sizes(draw, "Length"), pattern, format],
  ["array", items, contains, unique, (draw) => sizes(draw, "Items"), unevaluatedItems],
  [
    "object",
    properties,
    patternProperties,
    additionalProperties,
    propertyNames,
    (draw) => sizes(draw, "Properties"),
    dependencies,
    unevaluatedProperties,
  ],
  ["object", properties, unevaluatedProperties],
];

const ANYWHERE: Place = { draft: 4, depth: 0, targets: [] };

function enumerated(draw: Draw, { draft }: Place): Keywords {
  const values: readonly JsonValue[] = draw.times(1 + draw.below(4), () => drawAnything(draw, 2));
  const only = draft !== 4 && draw.chance(30) ? { const: reordered(draw.pick(values)) } : {};
  return "const" in only && draw.chance(50) ? only : { enum: values, ...only };
}

/** The same value, its members in another order. */
function reordered(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toReversed()) as JsonValue;
}

/** A condition of draft 7 on. */
function condition(draw: Draw, place: Place): Keywords {
  if (place.draft === 4) return {};
  const branches = draw.some(["then", "else"], 70);
  return { if: same(draw, place), ...schemasBy(branches, () => same(draw, place)) };
}

const reference: Drawer = (draw, { targets }) =>
  targets.length === 0 ? {} : { $ref: draw.pick(targets) };

/** Keywords that say something of values of all types. */
const GENERAL: readonly Drawer[] = [
  enumerated,
  condition,
  reference,
  reference,
  ...["allOf", "anyOf", "oneOf"].map((keyword): Drawer => (draw, place) => ({
    [keyword]: several(draw, () => same(draw, place)),
  })),
  (draw, place) => ({ not: same(draw, place) }),
];
