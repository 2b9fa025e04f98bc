import {
  type ConfigField,
  configFields,
  type Shape,
  TARGET_NAME,
  TOP_KEYS,
} from "./config-fields.js";

/** A JSON Schema of draft 7, the one that editors complete best. */
type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of a config, for editors; `checkConfig` is what checks. */
export function configSchema(): JsonSchema {
  const target = { $ref: "#/definitions/target" };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "gatewright.config.json",
    description: "What gatewright generates here: one gateway, or several as targets.",
    type: "object",
    properties: {
      $schema: true,
      targets: {
        description: "Several gateways, by their names, in place of one.",
        type: "object",
        propertyNames: { pattern: TARGET_NAME.pattern },
        additionalProperties: target,
        minProperties: 1,
      },
      ...properties(),
    },
    additionalProperties: false,
    oneOf: [{ required: ["targets"] }, { required: ["document"] }],
    dependencies: { targets: { propertyNames: { enum: TOP_KEYS } } },
    definitions: {
      target: {
        type: "object",
        properties: properties(),
        required: ["document"],
        additionalProperties: false,
      },
    },
  };
}

function properties(): JsonSchema {
  const fields = Object.entries<ConfigField>(configFields);
  return Object.fromEntries(
    fields.map(([name, { description, shape }]) => [name, { description, ...ofShape(shape) }]),
  );
}

function ofShape(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "path":
    case "text":
      return { type: "string", minLength: 1 };
    case "paths":
    case "codes":
      return { type: "array", items: { type: "string", minLength: 1 } };
    case "texts by name":
      return {
        type: "object",
        propertyNames: { pattern: "^[^=]+$" },
        additionalProperties: { type: "string" },
      };
    case "choice":
      return { enum: shape.of };
    case "flag":
      return { type: "boolean" };
    case "count":
      return { type: "integer", minimum: 0 };
  }
}
