import type { GatewayModel, Operation } from "../model/gateway-model.js";
import type { BodyContent } from "../model/request-validation.js";
import { routeOf } from "../model/route-of.js";
import type { NamedSchema } from "../schema/schema.js";

/** The id of the schema that a body describes on the spot: it has no name in the document. */
export function bodySchemaId(operation: Operation, { mediaType }: BodyContent): string {
  return `${routeOf(operation)} ${mediaType}`;
}

/** The schemas that bodies describe on the spot, named after their operations. */
export function bodySchemas({ operations }: GatewayModel): readonly NamedSchema[] {
  return operations.flatMap((operation) => {
    const { body, besides } = operation.validation;
    const contents = [...(body?.content ?? []), ...(besides?.body?.content ?? [])];
    return contents.flatMap((content): NamedSchema[] => {
      const { schema } = content;
      if (schema === undefined || schema.kind === "reference") return [];
      const suffix = contents.length > 1 ? ` ${content.mediaType} body` : " body";
      const { operationId, method, path } = operation;
      const name = (operationId ?? `${method.toLowerCase()} ${path}`) + suffix;
      return [{ id: bodySchemaId(operation, content), name, schema, at: schema.at }];
    });
  });
}
