import type { GatewayModel } from "../model/gateway-model.js";
import { checkedSchemas } from "../model/request-validation.js";
import { DirectedSchemas } from "../schema/directed-schemas.js";
import type { NamedSchema } from "../schema/schema.js";
import { inlineSchemas } from "./inline-schemas.js";

/** The schemas that get a file in the project, as the messages that they are of have them. */
export function projectSchemas(model: GatewayModel): readonly NamedSchema[] {
  const directed = new DirectedSchemas(model.schemas);
  const ofRequests = model.operations.flatMap(checkedSchemas);
  return [
    ...directed.named(ofRequests, "requests"),
    ...inlineSchemas(model).map((each) => ({
      ...each,
      schema: directed.of(each.schema, "requests"),
    })),
  ];
}
