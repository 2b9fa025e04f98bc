import { ORIGIN } from "../cors-origin.js";
import { OPERATION_KEYS } from "../openapi/operation-keys.js";
import { type Range, widest } from "./bounds.js";
import type { Field, Fields, Place, Shape } from "./field.js";
import { PLACES } from "./field.js";
import { gatewayFields, HEADER_NAME, HEADER_VALUE } from "./fields.js";
import { quantityPattern, UNIT_OF, type UnitName } from "./quantity.js";

/** A JSON Schema of draft 7, the one that editors complete best. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const DRAFT = "http://json-schema.org/draft-07/schema#";

/** The schema of an `x-gateway` object at the root; those of other places are in its definitions. */
export function gatewaySchema(): JsonSchema {
  return {
    $schema: DRAFT,
    title: "x-gateway",
    description: "What OpenAPI and Amazon's extensions cannot say, as gatewright reads it.",
    allOf: [at("root")],
    definitions: definitions(),
  };
}

/** The schema of a document: it describes `x-gateway` where it may stand, and takes anything else. */
export function documentSchema(): JsonSchema {
  const operation = holding("operation");
  const operations = Array.from(OPERATION_KEYS, (key) => [key, operation] as const);
  const pathItem = holding("path item", Object.fromEntries(operations));
  const schemes = { additionalProperties: holding("security scheme") };
  return {
    $schema: DRAFT,
    title: "OpenAPI with x-gateway",
    ...holding("root", {
      paths: { additionalProperties: pathItem },
      components: {
        properties: {
          pathItems: { additionalProperties: pathItem },
          securitySchemes: schemes,
        },
      },
      securityDefinitions: schemes,
    }),
    definitions: definitions(),
  };
}

function holding(place: Place, others: JsonSchema = {}): JsonSchema {
  return { properties: { "x-gateway": at(place), ...others } };
}

function at(place: Place): JsonSchema {
  return { $ref: `#/definitions/${definitionName(place)}` };
}

function definitions(): JsonSchema {
  const entries = PLACES.map(
    (place) => [definitionName(place), ofFields(gatewayFields[place])] as const,
  );
  return Object.fromEntries(entries);
}

/** `path item` → `pathItem` */
function definitionName(place: Place): string {
  return place.replace(/ (.)/, (_space, letter: string) => letter.toUpperCase());
}

function ofFields(fields: Fields): JsonSchema {
  const properties = Object.entries(fields).map(([name, field]) => [name, ofField(field)] as const);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

/** Editors that know `doNotSuggest` leave out what is refused; for others it says nothing. */
function ofField(field: Field): JsonSchema {
  if ("notYet" in field) {
    return { description: `Not supported yet: ${field.notYet}.`, not: {}, doNotSuggest: true };
  }
  return { description: field.description, ...ofShape(field.shape) };
}

function ofShape(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "choice":
      return { enum: shape.of };
    case "text":
      return { type: "string" };
    case "pattern":
      return { type: "string", pattern: shape.pattern };
    case "true or pattern":
      return { anyOf: [{ const: true }, { type: "string", pattern: shape.pattern }] };
    case "quantity":
      return ofQuantity(UNIT_OF[shape.bound], widest(shape.bound));
    case "amount":
      return ofQuantity(shape.unit, shape);
    case "true":
      return { const: true };
    case "flag":
      return { type: "boolean" };
    case "number":
      return {
        type: shape.whole ? "integer" : "number",
        minimum: shape.min,
        maximum: shape.max,
      };
    case "object": {
      const { together, required } = shape;
      const dependencies = together?.map((name) => [name, together] as const);
      return {
        ...ofFields(shape.fields),
        ...(required && { required }),
        ...(dependencies && { dependencies: Object.fromEntries(dependencies) }),
      };
    }
    case "alternatives":
      return { ...ofFields(shape.fields), minProperties: 1, maxProperties: 1 };
    case "list":
      return {
        type: "array",
        items: ofShape(shape.of),
        ...(shape.items && { minItems: shape.items.min, maxItems: shape.items.max }),
      };
    case "headers":
      return {
        type: "object",
        propertyNames: { pattern: HEADER_NAME.pattern },
        additionalProperties: ofShape(shape.of),
      };
    case "header value":
      return { type: "string", pattern: HEADER_VALUE.pattern };
    case "origin":
      return { type: "string", pattern: ORIGIN.pattern };
    case "map":
      return {
        type: "object",
        propertyNames: { pattern: shape.names },
        additionalProperties: ofShape(shape.of),
      };
  }
}

function ofQuantity(unit: UnitName, { min, max }: Range): JsonSchema {
  const number = { type: "integer", minimum: min, maximum: max };
  return { anyOf: [number, { type: "string", pattern: quantityPattern(unit) }] };
}
