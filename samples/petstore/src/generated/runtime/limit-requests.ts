import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import type { LimitStage } from "./pipeline.js";
import { routeKey, sourceAddress } from "./request-context.js";
import type { Route } from "./route.js";
import type { CallerThrottle, StageDefinition, Throttle } from "./stage-definition.js";
import type { Limit, Taken } from "./store/store.js";
import type { KeyUsage } from "./usage-plan.js";

export interface LimitOptions {
  /** Of the whole gateway. */
  readonly throttle?: CallerThrottle;
  readonly stage?: StageDefinition | undefined;
}

/** A limit, or what finds that of a request's caller. */
type LimitOf = Limit | ((request: Exchange) => Limit);

/** The limits of a route, which are put together once: by themselves, and behind those of a usage. */
interface RouteLimits {
  readonly open: readonly LimitOf[];
  readonly byUsage: WeakMap<KeyUsage, readonly LimitOf[]>;
}

const NONE: readonly string[] = [];

/**
 * Limits requests as Amazon API Gateway does: by the usage plan of the API key for the method, by the
 * plan's throttle and quota, by the method's throttle in the stage, then by that of the whole API. A
 * request that one of them refuses uses up none of the others. All requests are of one stage.
 */
export function limitRequests(options: LimitOptions): LimitStage {
  const byRoute = new Map<Route, RouteLimits>();
  const limitsOf = ({ route, usage, settings }: Exchange): readonly LimitOf[] => {
    let ofRoute = byRoute.get(route);
    if (ofRoute === undefined) {
      ofRoute = { open: routeLimits(route, settings.stage, options), byUsage: new WeakMap() };
      byRoute.set(route, ofRoute);
    }
    if (usage === undefined) return ofRoute.open;
    let ofUsage = ofRoute.byUsage.get(usage);
    if (ofUsage === undefined) {
      ofUsage = [...usageLimits(usage, route, settings.stage), ...ofRoute.open];
      ofRoute.byUsage.set(usage, ofUsage);
    }
    return ofUsage;
  };
  return (request) => {
    const { store } = request.settings;
    const known = limitsOf(request);
    if (known.length === 0) return;
    const limits = known.every(isLimit)
      ? known
      : known.map((each) => (isLimit(each) ? each : each(request)));
    // A gateway that has limits has a store; without it nobody is let in.
    if (store === undefined) throw new GatewayError("internal-error");
    const taken = store.take(limits);
    if (taken instanceof Promise) return taken.then((each) => judge(each, limits, request));
    judge(taken, limits, request);
  };
}

function isLimit(each: LimitOf): each is Limit {
  return typeof each !== "function";
}

function routeLimits(
  route: Route,
  stageName: string,
  { stage, throttle }: LimitOptions,
): readonly LimitOf[] {
  const name = routeKey(route);
  const ofMethod = stage?.methods?.[name]?.throttle ?? stage?.throttle;
  return [
    ...(ofMethod === undefined ? [] : [bucket(["method", stageName, name], ofMethod)]),
    ...callerLimit(["route", name], route.throttle),
    ...callerLimit(["gateway"], throttle),
  ];
}

function callerLimit(
  names: readonly string[],
  throttle: CallerThrottle | undefined,
): readonly LimitOf[] {
  if (throttle === undefined) return [];
  const { per } = throttle;
  if (per === undefined) return [bucket(names, throttle)];
  return [(request) => bucket([...names, ...callerOf(request, per)], throttle)];
}

function callerOf(request: Exchange, per: NonNullable<CallerThrottle["per"]>): readonly string[] {
  const { principalId } = request.principal ?? {};
  if (per === "principal" && principalId !== undefined) return ["principal", principalId];
  return ["address", addressGroup(sourceAddress(request) ?? "")];
}

/** A client of IPv6 has a whole /64 of addresses (RFC 6177), one of IPv4 only one. */
export function addressGroup(address: string): string {
  if (!address.includes(":")) return address;
  const [plain = ""] = address.split("%");
  const [front = "", back] = plain.split("::");
  const first = front === "" ? [] : front.split(":");
  const last = back === undefined || back === "" ? [] : back.split(":");
  const zeros = back === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => "0"), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

function usageLimits(
  { planId, keyId, plan }: KeyUsage,
  route: Route,
  stage: string,
): readonly Limit[] {
  const name = routeKey(route);
  const ofMethod = plan.methods?.[stage]?.[name];
  return [
    ...(ofMethod === undefined ? [] : [bucket(["plan", planId, keyId, stage, name], ofMethod)]),
    ...(plan.throttle === undefined ? [] : [bucket(["plan", planId, keyId], plan.throttle)]),
    ...(plan.quota === undefined
      ? []
      : [{ kind: "quota" as const, key: keyOf(["quota", planId, keyId]), ...plan.quota }]),
  ];
}

function bucket(names: readonly string[], { rateLimit, burstLimit }: Throttle): Limit {
  return { kind: "bucket", key: keyOf(names), rateLimit, burstLimit };
}

/** Names that no other names come to the same as, whatever is in them. */
function keyOf(names: readonly string[]): string {
  return JSON.stringify(names);
}

function judge(taken: Taken, limits: readonly Limit[], request: Exchange): void {
  const { refusedBy } = taken;
  const tells = request.settings.family.explainsItself;
  const headers = tells ? limitHeaders(taken, limits) : NONE;
  if (refusedBy === undefined) {
    request.limitHeaders = headers;
    return;
  }
  const seconds = Math.max(1, Math.ceil((taken.resetMs[refusedBy] ?? 0) / 1000));
  throw new GatewayError(limits[refusedBy]?.kind === "quota" ? "quota-exceeded" : "throttled", {
    headers:
      tells && Number.isFinite(seconds) ? ["Retry-After", String(seconds), ...headers] : headers,
  });
}

/**
 * What the client may know of the limit that is nearest (draft-ietf-httpapi-ratelimit-headers-10),
 * or of the one that refused.
 */
function limitHeaders(taken: Taken, limits: readonly Limit[]): readonly string[] {
  const index = taken.refusedBy ?? nearest(taken, limits);
  const limit = limits[index];
  if (limit === undefined) return [];
  const name = limit.kind === "quota" ? "quota" : "throttle";
  const reset = Math.min(Math.ceil((taken.resetMs[index] ?? 0) / 1000), MOST_SECONDS);
  return [
    "RateLimit-Policy",
    `"${name}";q=${most(limit)};w=${windowOf(limit)}`,
    "RateLimit",
    `"${name}";r=${Math.max(0, Math.floor(taken.left[index] ?? 0))};t=${reset}`,
  ];
}

/** The limit of which the smallest part is left. */
function nearest({ left }: Taken, limits: readonly Limit[]): number {
  const parts = limits.map((limit, index) => (left[index] ?? 0) / Math.max(1, most(limit)));
  return parts.indexOf(Math.min(...parts));
}

/** Integers of structured fields have at most fifteen digits (RFC 9651). */
const MOST_SECONDS = 999_999_999_999_999;

function most(limit: Limit | undefined): number {
  if (limit === undefined) return 0;
  return limit.kind === "quota" ? limit.limit : limit.burstLimit;
}

/** Seconds in which so many may come. */
function windowOf(limit: Limit): number {
  if (limit.kind === "quota") return { DAY: 86_400, WEEK: 604_800, MONTH: 2_592_000 }[limit.period];
  const seconds = Math.ceil(limit.burstLimit / limit.rateLimit);
  return Number.isFinite(seconds) ? Math.min(Math.max(1, seconds), MOST_SECONDS) : MOST_SECONDS;
}
