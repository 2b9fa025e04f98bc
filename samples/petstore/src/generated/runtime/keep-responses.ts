import { hash } from "node:crypto";
import {
  MAX_KEPT_BYTES,
  packResponse,
  unpackResponse,
  type KeptResponse,
} from "./kept-response.js";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";
import type { CacheStage } from "./pipeline.js";
import { routeKey } from "./request-context.js";
import type { CacheKey, Route } from "./route.js";
import type { CacheRule, StageDefinition } from "./stage-definition.js";
import type { Store } from "./store/store.js";
import { UpstreamBody } from "./upstream-body.js";

export interface CacheOptions {
  readonly stage?: StageDefinition | undefined;
  /** Seals what is kept, where a rule asks for it; without it nothing is kept there. */
  readonly seal?: Seal | undefined;
}

/** Makes bytes unreadable in the store, and readable again by the name under which they are there. */
export interface Seal {
  close(plain: Buffer, name: string): Buffer;
  /** Undefined for what it did not close under that name. */
  open(sealed: Buffer, name: string): Buffer | undefined;
}

/** How the responses of one route are kept. */
interface RouteCache {
  readonly rule: CacheRule;
  readonly key: CacheKey;
  readonly ttlMs: number;
  readonly staleMs: number;
  /** Headers in lower case, and query parameters, that an upstream gets. */
  readonly headers: ReadonlySet<string>;
  readonly query: ReadonlySet<string>;
}

/**
 * Keeps responses as Amazon API Gateway does, and never one that another caller must not have: what
 * the key does not hold reaches no upstream, callers that are authorized share nothing, and those
 * with credentials that nothing here checks are not answered from it at all.
 */
export function keepResponses({ stage, seal }: CacheOptions): CacheStage {
  const byRoute = new Map<Route, RouteCache | undefined>();
  const underway = new Map<string, Promise<KeptResponse | undefined>>();
  const cacheOf = (route: Route): RouteCache | undefined => {
    if (!byRoute.has(route)) byRoute.set(route, routeCache(route, stage));
    return byRoute.get(route);
  };
  return async (request, integrate) => {
    const cache = cacheOf(request.route);
    const { store } = request.settings;
    if (cache === undefined || store === undefined || !isSharable(request, cache.key)) {
      return integrate();
    }
    const isSealed = cache.rule.encrypted === true;
    if (isSealed && seal === undefined) return integrate();
    const key = keyOf(request, cache.key, stage);
    const kept = { store, key, seal: isSealed ? seal : undefined };
    const control = cacheControlOf(request, cache.rule);
    const looked = control === "refresh" ? undefined : read(kept);
    const found = looked instanceof Promise ? await looked : looked;
    const now = Date.now();
    if (found !== undefined && now < found.freshUntil) return answerFrom(found, request, control);
    // By this clock, which may not be that of whoever wrote it.
    const stale = found && now < found.freshUntil + cache.staleMs ? found : undefined;
    const leader = control === "refresh" ? undefined : underway.get(key);
    // Without one, nothing may be waited for until this is it: others look for it meanwhile.
    const shared = leader && (await leader);
    if (shared !== undefined) return answerFrom(shared, request, control);

    let settle: (entry: KeptResponse | undefined) => void = () => {};
    if (leader === undefined) {
      underway.set(key, new Promise((resolve) => (settle = resolve)));
    }
    let entry: KeptResponse | undefined;
    try {
      const response = await integrateWith(request, cache, integrate);
      if (response.status >= 500 && stale !== undefined) return answerFrom(stale, request, control);
      entry = await keepable(response, cache, request);
      if (entry !== undefined) await write(kept, entry, cache);
      return entry === undefined ? response : answerFrom(entry, request, control);
    } catch (error) {
      if (stale === undefined || !isOfIntegration(error)) throw error;
      return answerFrom(stale, request, control);
    } finally {
      if (leader === undefined) underway.delete(key);
      settle(entry);
    }
  };
}

function routeCache(route: Route, stage: StageDefinition | undefined): RouteCache | undefined {
  const { cacheKey: key } = route;
  if (key === undefined) return undefined;
  const ofMethod = stage?.methods?.[routeKey(route)]?.cache;
  const rule = { ...stage?.cache, ...ofMethod, ...route.cache };
  // A stage's cache is for GET, unless the method says that it has one.
  const isMeant =
    (ofMethod ?? route.cache) === undefined
      ? stage?.cache !== undefined && rule.enabled !== false && route.method === "GET"
      : rule.enabled !== false;
  const ttlMs = 1000 * (rule.ttlSeconds ?? 300);
  if (!isMeant || ttlMs === 0) return undefined;
  const { headers = [], forwardedHeaders = [], query = [], forwardedQuery = [] } = key;
  const credentials = route.security
    .flat()
    .flatMap(({ scheme }) =>
      scheme.type !== "apiKey"
        ? ["authorization"]
        : scheme.in === "header"
          ? [scheme.parameter]
          : [],
    );
  const visible = ["host", ...headers, ...forwardedHeaders, ...credentials];
  return {
    rule,
    key,
    ttlMs,
    staleMs: 1000 * (rule.staleIfErrorSeconds ?? 0),
    headers: new Set(visible.map((name = "") => name.toLowerCase())),
    query: new Set([...query, ...forwardedQuery]),
  };
}

/** Credentials that nobody checked here may make a response that is for their owner alone. */
function isSharable(request: Exchange, { headers = [] }: CacheKey): boolean {
  if (hasBody(request.framing)) return false;
  const hasCredentials = request.header("authorization") !== undefined;
  const isKey = headers.some((name) => name.toLowerCase() === "authorization");
  return request.principal !== undefined || !hasCredentials || isKey;
}

/** What it makes of the integration's answer depends on what the key holds, and on no other input. */
async function integrateWith(
  request: Exchange,
  { headers, query }: RouteCache,
  integrate: () => Promise<GatewayResponse>,
): Promise<GatewayResponse> {
  const restore = request.narrow(
    (name) => headers.has(name),
    (name) => query.has(name),
  );
  try {
    return await integrate();
  } finally {
    restore();
  }
}

/** Each part with its length in front, so that no values of a request come to the key of others. */
function keyOf(request: Exchange, key: CacheKey, stage: StageDefinition | undefined): string {
  const { route, settings, principal, authorizer, identity } = request;
  const ownsCanary = settings.isCanary === true && stage?.canary?.useStageCache !== true;
  let text = "";
  const add = (values: readonly string[] | undefined) => {
    text += `${values?.length ?? "none"};`;
    for (const value of values ?? []) text += `${value.length}:${value}`;
  };
  add([settings.stage, ownsCanary ? "canary" : "stage", request.method]);
  add([key.namespace ?? routeKey(route), key.namespace === undefined ? "route" : "namespace"]);
  add(headerValues(request.rawHeaders, "host"));
  for (const name of key.path ?? []) add([request.rawPath(name) ?? ""]);
  for (const name of key.query ?? []) add(request.queryAll(name));
  for (const name of key.headers ?? []) add(headerValues(request.rawHeaders, name));
  add(principal && [JSON.stringify([principal, authorizer?.values, identity])]);
  return `response:${hash("sha256", text, "base64url")}`;
}

/** What becomes of a client's wish for a response that is not kept. */
type CacheControl = "refresh" | "ignored" | "told" | undefined;

function cacheControlOf(request: Exchange, rule: CacheRule): CacheControl {
  const wishes = request.headerAll("cache-control")?.split(",") ?? [];
  if (!wishes.some((each) => /^max-age\s*=\s*"?0+"?$/i.test(each.trim()))) return undefined;
  const { requireAuthorizationForCacheControl = true } = rule;
  if (!requireAuthorizationForCacheControl || request.mayInvalidateCache?.() === true) {
    return "refresh";
  }
  switch (rule.unauthorizedCacheControlHeaderStrategy) {
    case "FAIL_WITH_403":
      throw new GatewayError("access-denied");
    case "SUCCEED_WITHOUT_RESPONSE_HEADER":
      return "ignored";
    default:
      return "told";
  }
}

const IGNORED = "199 Cache-control headers were ignored because the caller was unauthorized.";

function answerFrom(kept: KeptResponse, request: Exchange, control: CacheControl): GatewayResponse {
  const { status, headers, body, storedAt } = kept;
  const told = control === "told" ? ["Warning", IGNORED] : [];
  const { explainsItself } = request.settings.family;
  const seconds = Math.max(0, Math.floor((Date.now() - storedAt) / 1000));
  const age = explainsItself && seconds > 0 ? ["Age", String(seconds)] : [];
  return { status, headers: [...headers, ...told, ...age], body };
}

/** Undefined for a response that is not kept: its body stays to be sent. */
async function keepable(
  response: GatewayResponse,
  cache: RouteCache,
  request: Exchange,
): Promise<KeptResponse | undefined> {
  const { status, headers, body } = response;
  if (status < 200 || status >= 400 || status === 206) return undefined;
  if (request.route.integration.streams === true || isPrivate(headers, cache)) return undefined;
  const whole = body instanceof UpstreamBody ? await body.peek(MAX_KEPT_BYTES) : body;
  if (whole === undefined && body !== undefined) return undefined;
  if ((whole?.length ?? 0) > MAX_KEPT_BYTES) return undefined;
  const storedAt = Date.now();
  return { status, headers, body: whole, storedAt, freshUntil: storedAt + cache.ttlMs };
}

/** Whether a response says that it is for one caller, or depends on what the key does not hold. */
function isPrivate(headers: readonly string[], { key, headers: visible }: RouteCache): boolean {
  if (headerValues(headers, "set-cookie").length > 0) return true;
  const control = headerValues(headers, "cache-control").join(",").toLowerCase();
  if (/(?:^|[\s,])(?:private|no-store)(?:$|[\s,=])/.test(control)) return true;
  const varies = headerValues(headers, "vary").flatMap((each) => each.toLowerCase().split(","));
  const keyed = new Set([...(key.headers ?? []).map((name) => name.toLowerCase()), "host"]);
  // What the upstream did not get cannot have told anything apart.
  return varies
    .map((name) => name.trim())
    .some((name) => name === "*" || (visible.has(name) && !keyed.has(name)));
}

function isOfIntegration(error: unknown): boolean {
  return (
    error instanceof GatewayError &&
    ["integration-failure", "integration-timeout", "network-error"].includes(error.kind)
  );
}

interface Kept {
  readonly store: Store;
  readonly key: string;
  readonly seal: Seal | undefined;
}

/** What is in memory is there at once; a store that fails has nothing. */
function read(kept: Kept): KeptResponse | undefined | Promise<KeptResponse | undefined> {
  const found = kept.store.read(kept.key);
  if (!(found instanceof Promise)) return opened(found, kept);
  return found.then(
    (bytes) => opened(bytes, kept),
    () => undefined,
  );
}

/** Those that a store in memory has given before, by the bytes that it has of them. */
const unpacked = new WeakMap<Buffer, KeptResponse>();

function opened(bytes: Buffer | undefined, { key, seal }: Kept): KeptResponse | undefined {
  if (bytes === undefined) return undefined;
  if (seal !== undefined) {
    const plain = seal.open(bytes, key);
    return plain && unpackResponse(plain);
  }
  const known = unpacked.get(bytes) ?? unpackResponse(bytes);
  if (known !== undefined) unpacked.set(bytes, known);
  return known;
}

/** No request fails since its response cannot be kept. */
async function write(
  { store, key, seal }: Kept,
  entry: KeptResponse,
  { ttlMs, staleMs }: RouteCache,
): Promise<void> {
  const plain = packResponse(entry);
  const bytes = seal === undefined ? plain : seal.close(plain, key);
  try {
    await store.write(key, bytes, ttlMs + staleMs);
  } catch {
    // The next caller asks the upstream.
  }
}
