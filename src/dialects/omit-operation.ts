import { isOmittable } from "../diagnostics/catalogue.js";
import type { Operation } from "../model/gateway-model.js";
import type { DocumentOperation } from "./openapi/read-operations.js";

/**
 * Reads one operation with its problems kept apart. Where they are all such that the gateway cannot
 * do, or know, something yet, and the user agreed, the operation is left out of the gateway: in its
 * place stands a route that answers 501, so that a greedy route cannot take its requests.
 */
export function readOrOmit(
  read: DocumentOperation,
  omit: boolean,
  readOperation: (read: DocumentOperation) => Operation | undefined,
): Operation | undefined {
  const { operation: at, parameters, bodyParameters } = read;
  const own = at.reporter.apart();
  const apart = at.reportingTo(own);
  const operation = apart.mustBeObject()
    ? readOperation({
        ...read,
        operation: apart,
        parameters: parameters.map((parameter) => parameter.reportingTo(own)),
        bodyParameters: bodyParameters.map((parameter) => parameter.reportingTo(own)),
      })
    : undefined;
  const errors = own.diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!omit || first === undefined || !errors.every(({ code }) => isOmittable(code))) {
    for (const diagnostic of own.diagnostics) at.reporter.add(diagnostic);
    return operation;
  }
  const reasons = [...new Set(errors.map(({ message }) => message))];
  const related = first.at === undefined ? [] : [{ at: first.at, message: first.message }];
  at.reporter.report("omitted-operation", at.keyAt, { route: read.route, reasons }, related);
  return omitted(read, reasons);
}

function omitted(read: DocumentOperation, reasons: readonly string[]): Operation {
  const { operation, method, path } = read;
  const id = operation.get("operationId")?.value;
  return {
    operationId: typeof id === "string" ? id : undefined,
    method,
    path,
    summary: "",
    security: [],
    validation: { parameters: undefined, body: undefined },
    integration: { kind: "not-implemented", why: reasons.join("; ") },
    at: operation.keyAt,
    places: {},
  };
}
