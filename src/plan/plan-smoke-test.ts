import { call, identifier, lit, name, ts } from "../code/code-kit.js";
import { mockStatus } from "../../templates/runtime/mock-status.js";
import { constantText } from "../model/body-template.js";
import { plainText } from "../model/configured-text.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import type { GatewayResponseType } from "../model/gateway-response.js";
import { routeOf } from "../model/route-of.js";
import { awsServices } from "./aws-services.js";
import { CLIENT_TLS_VARIABLES, needsClientCertificates } from "./credential-settings.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { requiredSchemeSettings, type SchemeSettingKind } from "./scheme-settings.js";
import { templateFile } from "./template-file.js";
import { requiredDocumentVariables } from "./variable-default.js";

/** What the project's own test asks: what the gateway answers by itself, and to whom it does not. */
export function planSmokeTest({ model, names }: ProjectContext): PlannedFile {
  const upstreams = model.upstreams
    .filter(({ baseUrl }) => baseUrl === undefined || plainText(baseUrl) === undefined)
    .map(({ id }) => ({
      name: name(names.upstreamVariable(id)),
      value: lit("http://127.0.0.1:9"),
    }));
  const variables = requiredDocumentVariables(model).map((variable) => ({
    name: name(names.variableVariable(variable)),
    value: lit("test"),
  }));
  const functions = model.functions
    .filter(({ arn, handler }) => handler === undefined && (arn && plainText(arn)) === undefined)
    .map(({ id }) => ({ name: name(names.functionVariable(id)), value: lit("test") }));
  // Keys of nobody: nothing that is called here needs others.
  const keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map((each) => ({
    name: name(identifier(each)),
    value: lit("test"),
  }));
  // There is no certificate to show here.
  const speaksPlainly = needsClientCertificates(model);
  const tests = model.operations.flatMap((operation) => {
    const expected = expectedStatus(operation, model);
    return expected === undefined ? [] : [smokeTest(operation, expected)];
  });
  return templateFile("test/smoke.test.ts", "scaffold", "scaffold/test/smoke.test.ts", {
    settings: [
      ...upstreams,
      ...functions,
      ...requiredSchemeSettings(model).map(({ scheme, kind }) => ({
        name: name(names.schemeVariable(scheme, kind)),
        value: lit(SMOKE_VALUES[kind] ?? "test"),
      })),
      ...variables,
      ...(awsServices(model).length > 0 ? keys : []),
      ...(speaksPlainly ? CLIENT_TLS_VARIABLES : []).map((each) => ({
        name: name(identifier(each)),
        value: lit("none"),
      })),
    ],
    speaksPlainly,
    unknown: model.operations.some(takesAnything)
      ? undefined
      : lit(
          model.family === "rest" ? refusalStatus(model, "MISSING_AUTHENTICATION_TOKEN", 403) : 404,
        ),
    tests,
  });
}

/** What the settings that must be set may be where nothing is called. */
const SMOKE_VALUES: Partial<Readonly<Record<SchemeSettingKind, string>>> = {
  issuer: "http://127.0.0.1:9",
  "introspection url": "http://127.0.0.1:9",
};

/** Whether a route takes requests for any path, so that none is unknown. */
function takesAnything({ method, path }: Operation): boolean {
  return /^(?:\/\{[^{}/]*\+\}|\$default)$/.test(path) && /^(?:GET|ANY)$/.test(method);
}

interface Expected {
  readonly status: number;
  readonly because: string;
}

/** What an operation answers to a request without anything, where no upstream takes part. */
function expectedStatus(operation: Operation, model: GatewayModel): Expected | undefined {
  const { security, validation, integration, path } = operation;
  const guarded = security.length > 0 && security.every((alternative) => alternative.length > 0);
  if (!path.startsWith("/") || path.includes("{")) return undefined;
  // Who may call it hangs on where the test runs.
  if (model.resourcePolicy !== undefined) return undefined;
  if (guarded) {
    if (security.flat().some((each) => mayAskAboutAnybody(each.scheme, model))) return undefined;
    const status = statusWithoutCredentials(operation, model);
    return { status, because: "is refused without credentials" };
  }
  if (integration.kind !== "mock" || validation.parameters || validation.body) return undefined;
  const [rule, ...more] = integration.responses;
  const template = integration.requestTemplates.find(
    ({ mediaType }) => mediaType === "application/json",
  );
  const text = template && constantText(template);
  if (rule === undefined || more.length > 0 || rule.pattern !== undefined) return undefined;
  return text === undefined || mockStatus(text) === undefined
    ? undefined
    : { status: rule.status, because: "is answered by the gateway itself" };
}

/** What the first scheme of the last alternative answers, the others having refused before. */
function statusWithoutCredentials({ security }: Operation, model: GatewayModel): number {
  const asked = security.at(-1)?.[0]?.scheme;
  const scheme = model.securitySchemes.find(({ name: called }) => called === asked);
  const isPlain = model.family === "openapi";
  switch (scheme?.enforcement.kind) {
    case "mutual-tls":
      return 403;
    case "iam":
      return refusalStatus(model, "MISSING_AUTHENTICATION_TOKEN", 403);
    case "api-key":
      return isPlain ? 401 : refusalStatus(model, "INVALID_API_KEY", 403);
    default:
      return refusalStatus(model, "UNAUTHORIZED", 401);
  }
}

/** Whether somebody who shows nothing may come to be decided on by a function. */
function mayAskAboutAnybody(scheme: string, { securitySchemes }: GatewayModel): boolean {
  return securitySchemes.some(
    ({ name: each, enforcement }) =>
      each === scheme &&
      enforcement.kind === "lambda" &&
      enforcement.asks.kind !== "token" &&
      !enforcement.asks.identity.some(({ kind }) => kind === "headerAll" || kind === "queryAll"),
  );
}

/** The status of a refusal, which the document may change for its type, or for all of a client's. */
function refusalStatus(
  { gatewayResponses }: GatewayModel,
  type: GatewayResponseType,
  usual: number,
): number {
  const of = (wanted: GatewayResponseType) => gatewayResponses.find((each) => each.type === wanted);
  return (of(type) ?? of("DEFAULT_4XX"))?.status ?? usual;
}

function smokeTest(operation: Operation, { status, because }: Expected) {
  const method = operation.method === "ANY" ? "GET" : operation.method;
  const answered = call(ts`statusOf`, [lit(method), lit(operation.path)]);
  return {
    title: lit(`${routeOf({ ...operation, method })} ${because}`),
    assertion: call(ts`assert.equal`, [ts`await ${answered}`, lit(status)]),
  };
}
