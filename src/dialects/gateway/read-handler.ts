import type { HandlerIntegration, TextParameter } from "../../model/integration.js";
import type { RequestValidation } from "../../model/request-validation.js";
import { readResponseTypes } from "../openapi/read-content.js";
import { readDeclaredResponses } from "../openapi/read-declared-responses.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import type { Reading } from "../openapi/reading.js";
import type { OperationExtension } from "./operation-extension.js";

const INTEGRATION = "x-amazon-apigateway-integration";
const PLACES = ["path", "query", "header", "cookie"] as const;

/**
 * The function of the user's that answers an operation; undefined where an upstream or an integration
 * does.
 * @param usualMs how long it may take unless `x-gateway` says
 */
export function readHandler(
  extension: OperationExtension,
  reading: Reading,
  read: DocumentOperation,
  validation: RequestValidation,
  usualMs: number,
): HandlerIntegration | undefined {
  const { handler, checksRequests } = extension;
  if (handler === undefined) return undefined;
  for (const other of [extension.ownUpstream, read.operation.get(INTEGRATION)]) {
    other?.reporter.report("handler-beside-integration", other.keyAt, { other: other.name });
  }
  return {
    kind: "handler",
    name: typeof handler.value === "string" ? handler.value : undefined,
    ...(checksRequests ? {} : { texts: readTexts(read, validation) }),
    responses: readDeclaredResponses(reading, read, readResponseTypes),
    timeoutMs: usualMs,
    at: handler.at,
  };
}

/** The parameters of the path, and those that are declared besides, whatever they should be. */
function readTexts(
  { parameters, pathParameters }: DocumentOperation,
  { parameters: checked, warnOnly }: RequestValidation,
): readonly TextParameter[] {
  const inPath = pathParameters.map(({ name }): TextParameter => ({
    in: "path",
    name,
    required: true,
  }));
  const isSure = checked?.kind === "presence" && warnOnly !== true;
  const required = isSure ? checked.required : [];
  const others = parameters.flatMap((parameter): readonly TextParameter[] => {
    const name = parameter.stringAt("name");
    const place = PLACES.find((each) => each === parameter.get("in")?.prose().toLowerCase());
    if (name === undefined || place === undefined || place === "path") return [];
    const isRequired = required.some((each) => each.in === place && each.name === name);
    return [{ in: place, name, required: isRequired }];
  });
  const byName = new Map([...inPath, ...others].map((each) => [`${each.in} ${each.name}`, each]));
  return [...byName.values()];
}
