import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "pino";
import type { Backend } from "./backend.js";
import type { ResponseOverride } from "./body-template.js";
import type { Destination } from "./deployment.js";
import type { Family } from "./family.js";
import type { BodyFraming, HeadLimits } from "./framing-guard.js";
import { headerValues } from "./header-values.js";
import type { BodyConversion, ParameterValues } from "./integration.js";
import { NO_ROUTE } from "./no-route.js";
import type { QueryParameters } from "./query.js";
import { narrowQuery, parseQuery } from "./query.js";
import type { RequestContext } from "./request-context.js";
import { requestContext } from "./request-context.js";
import type { RequestIds } from "./request-id.js";
import type { RequestTarget } from "./request-target.js";
import { decode } from "./request-target.js";
import type { Route } from "./route.js";
import type { RouteMatch } from "./route-tree.js";
import type { AuthorizerContext, CallerIdentity, Principal, ResourcePolicy } from "./security.js";
import type { Store } from "./store/store.js";
import type { KeyUsage } from "./usage-plan.js";
import { traceHeader } from "./trace-header.js";
import type { Upstream, UpstreamCaller } from "./upstream.js";

/** What every exchange of one gateway shares. */
export interface ExchangeSettings {
  readonly family: Family;
  readonly headLimits: HeadLimits;
  /** Bytes that a request body may have, where the route does not say. */
  readonly bodyBytes: number;
  /** Milliseconds for which a client may take nothing of its answer. */
  readonly writeTimeoutMs: number;
  readonly logger: Logger;
  /** Where counts and responses are kept; absent where nothing is limited or kept. */
  readonly store: Store | undefined;
  /** The API's id, as it is told to upstreams. */
  readonly apiId: string;
  /** Whom the API belongs to, as mappings read it. */
  readonly accountId: string;
  /** The region that the ARNs of the API's methods name. */
  readonly region: string;
  /** Name of the deployment stage, as mappings read it. */
  readonly stage: string;
  /** Whether it is the stage's canary; undefined where the stage has none. */
  readonly isCanary: boolean | undefined;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** What the document leaves to the settings: `${name}`, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether this peer's `X-Forwarded-For` is to be believed. */
  readonly trusts: (address: string | undefined) => boolean;
  /** Absent where all bodies pass as the bytes that they came as. */
  readonly bodies?: BodyConversion | undefined;
  /** The client of an upstream. */
  readonly upstream: (upstream: Upstream) => UpstreamCaller;
  /** What stands behind the name of something else that routes call. */
  readonly backend: <Client>(backend: Backend<Client>) => Client;
}

const NOBODY: CallerIdentity = {};
const NONE: readonly string[] = [];

/** What an integration answered, for the log. */
export interface IntegrationResponse {
  readonly status: number;
  /** Names and values alternating. */
  readonly headers?: readonly string[] | undefined;
}

/** One request on its way through the pipeline: what checks, mappings and hooks may look at. */
export class Exchange {
  readonly id: string;
  readonly extendedId: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** The client's connection; `incoming` loses it when an upstream does not take the body. */
  readonly socket: Socket;
  readonly framing: BodyFraming;
  /** What the integration sees of it may be less. */
  target: RequestTarget;
  /** Names and values alternating, as they were sent; what the integration sees may be fewer. */
  rawHeaders: readonly string[];
  readonly settings: ExchangeSettings;
  /** What stands in front of the path, as the context tells it. */
  readonly front: string;
  /** The base path of a custom domain that chose the stage. */
  readonly basePathMatched: string | undefined;
  /** Epoch milliseconds at which the request's head was complete. */
  readonly receivedAt: number;
  /** `NO_ROUTE` until the request is matched. */
  route: Route;
  /** Who calls; set by the authentication stage. */
  principal: Principal | undefined;
  /** What its authorizer says of the caller; absent, the principal is all that is known. */
  authorizer: AuthorizerContext | undefined;
  /** What the gateway knows of the caller itself. */
  identity: CallerIdentity;
  /** The API key that an authorizer says the caller has. */
  usageIdentifierKey: string | undefined;
  /** The body as it was sent, where a signature covers it. */
  sentBody: Buffer | undefined;
  /** The document's policy, which authorizers with policies of their own combine with these. */
  resourcePolicy: ResourcePolicy | undefined;
  /** Whether an authorizer combined them, and they let the caller in. */
  meetsResourcePolicy: boolean;
  /** The whole body, where a stage needs it; otherwise it streams through. */
  body: Buffer | undefined;
  /** The body parsed, where a stage parsed it. */
  json: unknown;
  /** The value of a body that is not JSON, where a check read it. */
  form: unknown;
  /** The values of the parameters, where a check keeps them. */
  parameters: ParameterValues | undefined;
  /** What a request template answers in place of what response rules say. */
  responseOverride: ResponseOverride | undefined;
  /** The usage plan by which its API key was accepted. */
  usage: KeyUsage | undefined;
  /** Whether policies let the caller say that a response is not to be a kept one. */
  mayInvalidateCache: (() => boolean) | undefined;
  /** Response headers that tell of limits: names and values alternating. */
  limitHeaders: readonly string[];
  /** Milliseconds that the integration took to answer. */
  integrationLatency: number | undefined;
  /** What the integration answered; of a function, what the service that called it did. */
  integrationResponse: IntegrationResponse | undefined;
  /** The status that a function says itself. */
  functionStatus: number | undefined;
  /** Milliseconds that it took to find out who calls. */
  authenticationLatency: number | undefined;

  #path: Readonly<Record<string, string>>;
  #query: QueryParameters | undefined;
  #trace: string | undefined;
  #context: RequestContext | undefined;

  constructor(
    ids: RequestIds,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    framing: BodyFraming,
    target: RequestTarget,
    { deployment, front, basePathMatched }: Omit<Destination, "path">,
  ) {
    this.id = ids.requestId;
    this.extendedId = ids.extendedRequestId;
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.socket = incoming.socket;
    this.framing = framing;
    this.target = target;
    this.rawHeaders = incoming.rawHeaders;
    this.route = NO_ROUTE;
    this.settings = deployment.settings;
    this.front = front;
    this.basePathMatched = basePathMatched;
    this.receivedAt = Date.now();
    this.principal = undefined;
    this.authorizer = undefined;
    this.identity = NOBODY;
    this.usageIdentifierKey = undefined;
    this.sentBody = undefined;
    this.resourcePolicy = undefined;
    this.meetsResourcePolicy = false;
    this.body = undefined;
    this.json = undefined;
    this.form = undefined;
    this.parameters = undefined;
    this.responseOverride = undefined;
    this.usage = undefined;
    this.mayInvalidateCache = undefined;
    this.limitHeaders = NONE;
    this.integrationLatency = undefined;
    this.integrationResponse = undefined;
    this.functionStatus = undefined;
    this.authenticationLatency = undefined;
    this.#path = {};
  }

  /** Says what it was matched to. */
  matched({ route, path }: RouteMatch): void {
    this.route = route;
    this.#path = path;
  }

  /** Bytes that its body may have. */
  get bodyLimit(): number {
    return this.route.limits?.bodyBytes ?? this.settings.bodyBytes;
  }

  get method(): string {
    return this.incoming.method ?? "";
  }

  /** A path parameter, percent-decoded. */
  path(name: string): string | undefined {
    const raw = this.rawPath(name);
    return raw === undefined ? undefined : decode(raw);
  }

  /** What the route's path parameters are called. */
  get pathNames(): readonly string[] {
    return Object.keys(this.#path);
  }

  /** A path parameter as it was sent. */
  rawPath(name: string): string | undefined {
    return Object.hasOwn(this.#path, name) ? this.#path[name] : undefined;
  }

  /** The last value of a query parameter. Names compare with case. */
  query(name: string): string | undefined {
    return this.queryAll(name)?.at(-1);
  }

  /** All values of a query parameter, in order. */
  queryAll(name: string): readonly string[] | undefined {
    return this.queryParameters.get(name);
  }

  get queryParameters(): QueryParameters {
    this.#query ??= parseQuery(this.target.query);
    return this.#query;
  }

  /** The last value of a header. Names compare without case. */
  header(name: string): string | undefined {
    return headerValues(this.rawHeaders, name).at(-1);
  }

  /** All values of a header, joined by `,`. */
  headerAll(name: string): string | undefined {
    const values = headerValues(this.rawHeaders, name);
    return values.length === 0 ? undefined : values.join(",");
  }

  /**
   * Hides headers (asked for in lower case) and query parameters, until what it answers is called.
   */
  narrow(hasHeader: (name: string) => boolean, hasQuery: (name: string) => boolean): () => void {
    const { target, rawHeaders } = this;
    const query = this.#query;
    this.rawHeaders = rawHeaders.filter((_, index) =>
      hasHeader((rawHeaders[index - (index % 2)] ?? "").toLowerCase()),
    );
    this.target = { ...target, query: narrowQuery(target.query, hasQuery) };
    this.#query = undefined;
    return () => {
      this.rawHeaders = rawHeaders;
      this.target = target;
      this.#query = query;
    };
  }

  /** A stage variable; empty text where the stage does not set it. */
  stageVariable(name: string): string {
    const { stageVariables } = this.settings;
    return Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? "") : "";
  }

  /** A variable of the document, `${name}`, from the settings. */
  variable(name: string): string {
    const { variables } = this.settings;
    return Object.hasOwn(variables, name) ? (variables[name] ?? "") : "";
  }

  /** `X-Amzn-Trace-Id`, as upstreams and the client are told it. */
  get traceHeader(): string {
    this.#trace ??= traceHeader(this.header("x-amzn-trace-id"), this.receivedAt);
    return this.#trace;
  }

  /** What Amazon API Gateway calls `$context`. */
  get context(): RequestContext {
    this.#context ??= requestContext(this);
    return this.#context;
  }
}
