import type { Code } from "../code/code-kit.js";
import { assign, call, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import { mockStatus } from "../../templates/runtime/mock-status.js";
import { constantText } from "../model/body-template.js";
import { plainText } from "../model/configured-text.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import type { GatewayResponseType } from "../model/gateway-response.js";
import { awsServices } from "./aws-services.js";
import { CLIENT_TLS_VARIABLES, needsClientCertificates } from "./credential-settings.js";
import type { ExampleBody } from "./example-request.js";
import { valueJudge } from "./example-request.js";
import type { ExampleExchange, RefusedExchange } from "./example-exchange.js";
import { exampleExchange, isStubbed, TEST_KEY } from "./example-exchange.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { requiredSchemeSettings, type SchemeSettingKind } from "./scheme-settings.js";
import { templateFile } from "./template-file.js";
import { requiredDocumentVariables } from "./variable-default.js";

/** Operations that are tested: more than these nobody reads. */
const MOST_OPERATIONS = 50;

/**
 * What the project's own tests ask: what the gateway answers by itself, to whom it does not, and what
 * becomes of the document's examples on their way to an upstream and back.
 */
export function planSmokeTests(project: ProjectContext): readonly PlannedFile[] {
  const { model, names } = project;
  const { tests, callsUpstream, usesKey, hasMore } = operationTests(project);
  const upstreams = model.upstreams.flatMap((upstream) => {
    const { id, baseUrl } = upstream;
    const isStub = callsUpstream && isStubbed(upstream);
    if (!isStub && baseUrl !== undefined && plainText(baseUrl) !== undefined) return [];
    const value = isStub ? ts`upstream.url` : lit("http://127.0.0.1:9");
    return [{ name: name(names.upstreamVariable(id)), value }];
  });
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
  const keySetting = {
    name: name(identifier("API_KEYS")),
    value: ts`JSON.stringify([{ id: "smoke", value: KEY }])`,
  };
  const file = templateFile("test/smoke.test.ts", "scaffold", "scaffold/test/smoke.test.ts", {
    settings: [
      ...upstreams,
      ...(usesKey ? [keySetting] : []),
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
    callsUpstream,
    key: usesKey ? lit(TEST_KEY) : undefined,
    hasMore,
    most: lit(MOST_OPERATIONS),
    tests,
  });
  const stub = {
    path: "test/stub-upstream.ts",
    owner: "scaffold",
    content: { kind: "copy", asset: "scaffold/test/stub-upstream.ts" },
  } as const;
  return callsUpstream ? [file, stub] : [file];
}

/** A type, not an interface, so that it is a view. */
type SmokeTest = { readonly title: Code; readonly statements: readonly Code[] };

/** The tests of the first operations of which there are any. */
function operationTests(project: ProjectContext) {
  const { model } = project;
  const allows = valueJudge(project);
  const tests: SmokeTest[] = [];
  let [tested, callsUpstream, usesKey, hasMore] = [0, false, false, false];
  for (const operation of model.operations) {
    const expected = expectedStatus(operation, model);
    const exchange = exampleExchange(operation, model, allows);
    if (expected === undefined && exchange === undefined) continue;
    if (tested === MOST_OPERATIONS) {
      hasMore = true;
      break;
    }
    tested += 1;
    if (expected !== undefined) tests.push(statusTest(operation, expected));
    if (exchange === undefined) continue;
    callsUpstream = true;
    usesKey ||= exchange.usesKey;
    tests.push(exchangeTest(operation, exchange));
    if (exchange.refused !== undefined) {
      tests.push(refusalTest(operation, exchange, exchange.refused, model));
    }
  }
  return { tests, callsUpstream, usesKey, hasMore };
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

function statusTest(operation: Operation, { status, because }: Expected): SmokeTest {
  const method = operation.method === "ANY" ? "GET" : operation.method;
  const answered = call(ts`statusOf`, [lit(method), lit(operation.path)]);
  return {
    title: titleOf(operation, method, because),
    statements: [call(ts`assert.equal`, [ts`await ${answered}`, lit(status)])],
  };
}

function titleOf(operation: Operation, method: string, what: string): Code {
  const { path } = operation;
  return lit(`${path.startsWith("/") ? `${method} ` : ""}${path} ${what}`);
}

/** Sends the example of a request, and looks at what the upstream got and the client got back. */
function exchangeTest(operation: Operation, exchange: ExampleExchange): SmokeTest {
  const { method, target, body, call: sent, answer } = exchange;
  const own = body === undefined ? [] : [assign(ts`const body`, lit(body.value))];
  const { status, body: answered, returned } = answer;
  const theirs = answered === undefined ? [] : [assign(ts`const answer`, lit(answered.value))];
  const asked: Code = ts`upstream.asked`;
  const request = lit(`${sent.method} ${sent.target}`);
  const reaches = sent.keepsBody
    ? call(ts`assert.deepEqual`, [
        asked,
        object([[key("request"), request], ...(body === undefined ? [] : [ts`body`])]),
      ])
    : call(ts`assert.equal`, [ts`${asked}?.request`, request]);
  const headers = sent.headers.map(([header, value]) =>
    call(ts`assert.equal`, [ts`upstream.headers[${lit(header)}]`, lit(value)]),
  );
  const response = ts`await ${call(ts`send`, [lit(method), lit(target), ...sendOptions(exchange, ts`body`)])}`;
  const gets = object([
    [key("status"), lit(returned.status)],
    ...(answered === undefined ? [] : ([[key("body"), ts`answer`]] as const)),
  ]);
  const comesBack = returned.keepsBody
    ? [call(ts`assert.deepEqual`, [response, gets])]
    : [
        assign(ts`const returned`, response),
        call(ts`assert.equal`, [ts`returned.status`, lit(returned.status)]),
      ];
  return {
    title: titleOf(operation, method, "passes its example on, and the answer back"),
    statements: [
      ...own,
      ...theirs,
      call(ts`upstream.answers`, [lit(status), ...answerOptions(answered)]),
      ...comesBack,
      reaches,
      ...headers,
    ],
  };
}

function answerOptions(body: ExampleBody | undefined): readonly Code[] {
  if (body === undefined) return [];
  const isUsual = body.mediaType === "application/json";
  return [ts`answer`, ...(isUsual ? [] : [lit(body.mediaType)])];
}

function sendOptions(
  { headers, body }: Pick<ExampleExchange, "headers" | "body">,
  value: Code,
): readonly Code[] {
  const type =
    body === undefined || body.mediaType === "application/json"
      ? []
      : ([["content-type", body.mediaType]] as const);
  const members = [...type, ...headers].map(
    ([header, text]) => [key(header), text === TEST_KEY ? ts`KEY` : lit(text)] as const,
  );
  const options = [
    ...(members.length === 0 ? [] : [[key("headers"), object(members)] as const]),
    ...(body === undefined ? [] : [value]),
  ];
  return options.length === 0 ? [] : [object(options)];
}

/** Sends the example without something, and looks that no upstream hears of it. */
function refusalTest(
  operation: Operation,
  { method }: ExampleExchange,
  refused: RefusedExchange,
  model: GatewayModel,
): SmokeTest {
  const { target, body, without } = refused;
  const type = without.what === "body" ? "BAD_REQUEST_BODY" : "BAD_REQUEST_PARAMETERS";
  const status = model.family === "rest" ? refusalStatus(model, type, 400) : 400;
  const own = body === undefined ? [] : [assign(ts`const body`, lit(body.value))];
  const sent = call(ts`send`, [lit(method), lit(target), ...sendOptions(refused, ts`body`)]);
  return {
    title: titleOf(operation, method, `is refused without ${JSON.stringify(without.name)}`),
    statements: [
      ...own,
      ts`upstream.answers(200)`,
      assign(ts`const { status }`, ts`await ${sent}`),
      call(ts`assert.equal`, [ts`status`, lit(status)]),
      call(ts`assert.equal`, [ts`upstream.asked`, ts`undefined`]),
    ],
  };
}
