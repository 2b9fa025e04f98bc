import type { BodyContent } from "../model/body-content.js";
import { describedResponses, requestContent, requestParameters } from "../model/checked-schemas.js";
import type { Operation } from "../model/gateway-model.js";
import type { Parameter } from "../model/request-validation.js";
import { routeOf } from "../model/route-of.js";
import type { Direction, NamedSchema, Schema } from "../schema/schema.js";

/**
 * The id of the schema that a body describes on the spot: it has no name in the document.
 * @param status of the response whose body it is; absent for a request's
 */
export function bodySchemaId(
  operation: Operation,
  { mediaType }: BodyContent,
  status?: string,
): string {
  return words(routeOf(operation), status, mediaType);
}

/** The id of the schema that a parameter describes on the spot. */
export function parameterSchemaId(operation: Operation, parameter: Parameter): string {
  return words(routeOf(operation), parameter.in, parameter.name);
}

/** The schemas that messages of a direction describe on the spot, named after their operation. */
export function inlineSchemas(operation: Operation, direction: Direction): readonly NamedSchema[] {
  if (direction === "requests") {
    return [...parameterSchemas(operation), ...bodySchemas(operation, requestContent(operation))];
  }
  // What is checked comes last, since the last of an id names it.
  return describedResponses(operation).flatMap(({ content, status }) =>
    bodySchemas(operation, content, status),
  );
}

function parameterSchemas(operation: Operation): readonly NamedSchema[] {
  return requestParameters(operation).flatMap((each) => {
    const schema = each.schema.kind === "value" ? each.schema.schema : undefined;
    const name = words(calledOf(operation), each.name, each.in);
    return inline(parameterSchemaId(operation, each), name, schema);
  });
}

function bodySchemas(
  operation: Operation,
  contents: readonly BodyContent[],
  status?: string,
): readonly NamedSchema[] {
  return contents.flatMap((content) => {
    const name = words(
      calledOf(operation),
      status,
      contents.length > 1 ? content.mediaType : undefined,
      status === undefined ? "body" : "response",
    );
    return inline(bodySchemaId(operation, content, status), name, content.schema);
  });
}

function inline(id: string, name: string, schema: Schema | undefined): readonly NamedSchema[] {
  if (schema === undefined || schema.kind === "reference") return [];
  return [{ id, name, schema, at: schema.at }];
}

function calledOf({ operationId, method, path }: Operation): string {
  return operationId ?? `${method.toLowerCase()} ${path}`;
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(" ");
}
