import { requestSchemas, responseSchemas } from "../model/checked-schemas.js";
import type { Operation } from "../model/gateway-model.js";
import type { DirectedSchemas } from "../schema/directed-schemas.js";
import type { Direction, NamedSchema, Schema } from "../schema/schema.js";
import { inlineSchemas } from "./inline-schemas.js";

/** The schemas that get a file in the project, as the messages that they are of have them. */
export function projectSchemas(
  operations: readonly Operation[],
  directed: DirectedSchemas,
): readonly NamedSchema[] {
  const inDirection = (
    direction: Direction,
    checked: (operation: Operation) => readonly Schema[],
  ) => [
    ...directed.named(operations.flatMap(checked), direction),
    ...operations
      .flatMap((operation) => inlineSchemas(operation, direction))
      .map((each) => ({ ...each, schema: directed.of(each.schema, direction) })),
  ];
  const schemas = [
    ...inDirection("requests", requestSchemas),
    ...inDirection("responses", responseSchemas),
  ];
  // Those that do not differ by direction are found in both.
  return [...new Map(schemas.map((each) => [each.id, each])).values()];
}
