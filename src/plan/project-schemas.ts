import { requestSchemas, responseSchemas } from "../model/checked-schemas.js";
import type { Operation } from "../model/gateway-model.js";
import type { DirectedSchemas } from "../schema/directed-schemas.js";
import type { Direction, NamedSchema } from "../schema/schema.js";
import { oncePerObject } from "../memory/once-per-object.js";
import { inlineSchemas } from "./inline-schemas.js";

/** The schemas that get a file in the project, as the messages that they are of have them. */
export function projectSchemas(
  operations: readonly Operation[],
  directed: DirectedSchemas,
): readonly NamedSchema[] {
  const inDirection = (direction: Direction) => [
    ...directed.named(
      operations.flatMap((each) => CHECKED[direction](each)),
      direction,
    ),
    ...operations
      .flatMap((each) => INLINE[direction](each))
      .map((each) => ({ ...each, schema: directed.of(each.schema, direction) })),
  ];
  const schemas = [...inDirection("requests"), ...inDirection("responses")];
  // Those that do not differ by direction are found in both.
  return [...new Map(schemas.map((each) => [each.id, each])).values()];
}

const CHECKED = {
  requests: oncePerObject(requestSchemas),
  responses: oncePerObject(responseSchemas),
};

const INLINE = {
  requests: oncePerObject((operation: Operation) => inlineSchemas(operation, "requests")),
  responses: oncePerObject((operation: Operation) => inlineSchemas(operation, "responses")),
};
