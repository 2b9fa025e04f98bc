import { constantText } from "../model/body-template.js";
import type { Operation } from "../model/gateway-model.js";
import type { JsonValue } from "../schema/schema.js";
import type { HttpKind } from "./example-call.js";
import type { AllowsValue, ExampleBody } from "./example-request.js";

/** What an upstream answers, and what a client surely gets of it. */
export interface ExampleAnswer {
  readonly status: number;
  readonly body: ExampleBody | undefined;
  readonly returned: {
    readonly status: number;
    /** Whether the body comes as the upstream sent it. */
    readonly keepsBody: boolean;
  };
}

/** Statuses whose responses have no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205]);

/** The answer that an operation's examples make; undefined where what comes back is not plain. */
export function exampleAnswer(
  operation: Operation,
  integration: HttpKind,
  allows: AllowsValue,
): ExampleAnswer | undefined {
  const { examples, responseValidation, method } = operation;
  if (examples === undefined) return undefined;
  // The documented status is the client's: what an upstream of mapped responses answers is not said.
  const { status, body: shown } = integration.kind === "http" ? { status: 200 } : examples.response;
  const returned = returnedOf(integration, status);
  if (returned === undefined) return undefined;
  const isBodiless = WITHOUT_BODY.has(status) || method === "HEAD";
  const declared =
    responseValidation?.responses.find((each) => each.status === String(status))?.content ?? [];
  // Which of several declarations holds for a response, only the gateway decides.
  const isDeclared = responseValidation === undefined || declared.length > 0;
  const schemas = declared.filter(({ mediaType }) => mediaType === shown?.mediaType);
  if (!isBodiless && declared.length > 0 && schemas.length === 0) return undefined;
  if (!isDeclared && !isBodiless) return undefined;
  const values = isBodiless ? [] : (shown?.values ?? []);
  const value = values
    .map((text) => JSON.parse(text) as JsonValue)
    .find((each) =>
      schemas.every(({ schema }) => schema === undefined || allows(schema, "responses", each)),
    );
  if (value === undefined && schemas.length > 0) return undefined;
  const body = shown && value !== undefined ? { mediaType: shown.mediaType, value } : undefined;
  return { status, body, returned };
}

function returnedOf(integration: HttpKind, status: number): ExampleAnswer["returned"] | undefined {
  if (integration.kind === "http-proxy") return { status, keepsBody: true };
  if (integration.kind === "http-api-proxy") {
    const isChanged = integration.responses.some((each) => each.status === status);
    return isChanged ? undefined : { status, keepsBody: true };
  }
  const { responses, requestTemplates, otherwise } = integration;
  const template = requestTemplates.find(({ mediaType }) => mediaType === "application/json");
  const isSent =
    requestTemplates.length === 0 ? otherwise === "pass through" : isConstant(template);
  const [rule, ...others] = responses.filter(
    ({ pattern }) =>
      pattern === undefined || !/^\d{3}$/.test(pattern) || pattern === String(status),
  );
  const chosen = rule?.pattern === undefined && others.length > 0 ? others[0] : rule;
  const isPlain = [rule, ...others].every(
    (each) => each?.pattern === undefined || each.pattern === String(status),
  );
  if (!isSent || chosen === undefined || others.length > 1 || !isPlain) return undefined;
  if (!chosen.templates.every(isConstant)) return undefined;
  const keepsBody = chosen.templates.length === 0 && chosen.bodyAs === undefined;
  return { status: chosen.status, keepsBody };
}

function isConstant(template: Parameters<typeof constantText>[0] | undefined): boolean {
  return template !== undefined && constantText(template) !== undefined;
}
