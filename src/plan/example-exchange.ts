import type { GatewayModel, Operation, Upstream } from "../model/gateway-model.js";
import type { SecurityScheme } from "../model/security.js";
import { isTargetGroup } from "../model/upstream-options.js";
import type { ExampleAnswer } from "./example-answer.js";
import { exampleAnswer } from "./example-answer.js";
import type { ExampleCall } from "./example-call.js";
import { exampleCall } from "./example-call.js";
import type {
  AllowsValue,
  ExampleJudges,
  ExampleRequest,
  SentParameter,
} from "./example-request.js";
import { bodySchemas, exampleRequest, requiredParameters } from "./example-request.js";

/** A request of a test's through the gateway, and the answer to it. */
export interface ExampleExchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ExampleRequest["body"];
  readonly call: ExampleCall;
  readonly answer: ExampleAnswer;
  /** The API key that some header is, which the settings must have. */
  readonly usesKey: boolean;
  /** The same request with something missing that must be there. */
  readonly refused: RefusedExchange | undefined;
}

/** What differs from the request that passes. */
export interface RefusedExchange extends Pick<ExampleExchange, "target" | "headers" | "body"> {
  readonly without: { readonly what: "body" | "parameters"; readonly name: string };
}

/** The API key of tests, which is nobody's. */
export const TEST_KEY = "a-key-for-the-smoke-tests";

/** Where a credential of a test goes: names of headers. */
type Credentials = readonly (readonly [header: string, key: string])[];

/** The exchange that an operation's examples make; undefined where nothing sure comes of them. */
export function exampleExchange(
  operation: Operation,
  model: GatewayModel,
  judges: ExampleJudges,
): ExampleExchange | undefined {
  const { integration, path, transforms, limits } = operation;
  if (!("upstream" in integration) || !path.startsWith("/") || path.includes("?")) return undefined;
  if (transforms !== undefined || limits !== undefined || model.limits !== undefined)
    return undefined;
  if (model.resourcePolicy !== undefined || (model.cors && operation.method === "OPTIONS"))
    return undefined;
  if (!model.upstreams.some((each) => each.id === integration.upstream && isStubbed(each)))
    return undefined;
  const credentials = credentialsFor(operation, model);
  const request = credentials && exampleRequest(operation, judges);
  if (credentials === undefined || request === undefined) return undefined;
  const sent = written(request, credentials);
  const call = exampleCall(integration, request, queryOf(request.parameters));
  const answer = exampleAnswer(operation, integration, judges.allows);
  if (call === undefined || answer === undefined) return undefined;
  const changesHeaders = model.headerRules !== undefined || operation.headerRules !== undefined;
  return {
    method: request.method,
    ...sent,
    body: request.body,
    call: changesHeaders ? { ...call, headers: [] } : call,
    answer,
    usesKey: credentials.length > 0,
    refused: refusedExchange(operation, request, credentials, judges.allows),
  };
}

/** Whether tests may stand for an upstream: one that is asked for nothing but what they ask for. */
export function isStubbed({ options = {} }: Upstream): boolean {
  return options.tls === undefined && !isTargetGroup({ options });
}

/** The headers that let a request in; undefined if no test can have what it takes. */
function credentialsFor({ security }: Operation, model: GatewayModel): Credentials | undefined {
  if (security.length === 0 || security.some((alternative) => alternative.length === 0)) return [];
  const schemes = new Map(model.securitySchemes.map((scheme) => [scheme.name, scheme]));
  const alternatives = security.map((each) => each.map(({ scheme }) => schemes.get(scheme)));
  const open = alternatives.find((each) => each.every(isKey));
  if (open === undefined || model.usagePlans !== undefined) return undefined;
  // Nobody is asked about a request that does not show what others want to see.
  const isQuiet = alternatives.every(
    (each) => each === open || QUIET.has(each[0]?.enforcement.kind ?? ""),
  );
  return isQuiet ? open.map((scheme) => [scheme?.parameter ?? "", TEST_KEY] as const) : undefined;
}

/** Schemes that refuse who shows nothing, without asking anybody. */
const QUIET: ReadonlySet<string> = new Set(["basic", "iam", "introspection", "jwt", "user-pools"]);

function isKey(scheme: SecurityScheme | undefined): boolean {
  if (scheme?.enforcement.kind !== "api-key" || scheme.enforcement.source !== "request")
    return false;
  return scheme.in === "header" && /^[\w-]+$/.test(scheme.parameter ?? "");
}

function written(
  { path, parameters }: Pick<ExampleRequest, "path" | "parameters">,
  credentials: Credentials,
) {
  const query = queryOf(parameters);
  const cookies = parameters.filter((each) => each.in === "cookie");
  const cookie = cookies.map(({ name, texts }) => `${name}=${texts[0] ?? ""}`).join("; ");
  const headers = parameters
    .filter((each) => each.in === "header")
    .map(({ name, texts }) => [name, texts[0] ?? ""] as const)
    .filter(([name]) => !credentials.some(([other]) => other.toLowerCase() === name.toLowerCase()));
  return {
    target: query === "" ? path : `${path}?${query}`,
    headers: [...headers, ...(cookie === "" ? [] : [["cookie", cookie] as const]), ...credentials],
  };
}

function queryOf(parameters: readonly SentParameter[]): string {
  return parameters
    .filter((each) => each.in === "query")
    .flatMap(({ name, texts }) => texts.map((text) => `${encodeURIComponent(name)}=${text}`))
    .join("&");
}

/** The request without the first thing without which it is surely refused. */
function refusedExchange(
  { validation }: Operation,
  request: ExampleRequest,
  credentials: Credentials,
  allows: AllowsValue,
): RefusedExchange | undefined {
  const { body, parameters } = request;
  if (validation.warnOnly === true) return undefined;
  const schemas = bodySchemas(validation, body?.mediaType);
  const { value } = body ?? {};
  if (body !== undefined && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value);
    const without = (name: string) => Object.fromEntries(members.filter(([each]) => each !== name));
    const needed = members.find(([name]) =>
      schemas.some((schema) => !allows(schema, "requests", without(name))),
    );
    if (needed !== undefined) {
      const [name] = needed;
      const left = { ...body, value: without(name) };
      return { ...written(request, credentials), body: left, without: { what: "body", name } };
    }
  }
  const required = requiredParameters(validation);
  const needed = parameters.find(
    (each) =>
      (each.in === "query" || each.in === "header") &&
      required.some((rule) => rule.in === each.in && rule.name === each.name),
  );
  if (needed === undefined) return undefined;
  const rest = parameters.filter((each) => each !== needed);
  const { name } = needed;
  return {
    ...written({ ...request, parameters: rest }, credentials),
    body,
    without: { what: "parameters", name },
  };
}
