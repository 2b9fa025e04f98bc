import type { GatewayModel, Operation } from "../model/gateway-model.js";
import type { BodyContent, Parameter, RequestChecks } from "../model/request-validation.js";
import { routeOf } from "../model/route-of.js";
import type { NamedSchema, Schema } from "../schema/schema.js";

/** The id of the schema that a body describes on the spot: it has no name in the document. */
export function bodySchemaId(operation: Operation, { mediaType }: BodyContent): string {
  return `${routeOf(operation)} ${mediaType}`;
}

/** The id of the schema that a parameter describes on the spot. */
export function parameterSchemaId(operation: Operation, parameter: Parameter): string {
  return `${routeOf(operation)} ${parameter.in} ${parameter.name}`;
}

/** The schemas that parameters and bodies describe on the spot, named after their operations. */
export function inlineSchemas({ operations }: GatewayModel): readonly NamedSchema[] {
  return operations.flatMap((operation) => {
    const { operationId, method, path, validation } = operation;
    const { besides } = validation;
    const checks: readonly RequestChecks[] = [validation, ...(besides ? [besides] : [])];
    const contents = checks.flatMap(({ body }) => body?.content ?? []);
    const called = operationId ?? `${method.toLowerCase()} ${path}`;
    const named = (id: string, suffix: string, schema: Schema | undefined): NamedSchema[] =>
      schema === undefined || schema.kind === "reference"
        ? []
        : [{ id, name: `${called} ${suffix}`, schema, at: schema.at }];
    return [
      ...checks.flatMap(({ parameters }) =>
        (parameters?.kind === "declared" ? parameters.parameters : []).flatMap((each) => {
          const schema = each.schema.kind === "value" ? each.schema.schema : undefined;
          return named(parameterSchemaId(operation, each), `${each.name} ${each.in}`, schema);
        }),
      ),
      ...contents.flatMap((content) => {
        const suffix = contents.length > 1 ? `${content.mediaType} body` : "body";
        return named(bodySchemaId(operation, content), suffix, content.schema);
      }),
    ];
  });
}
