import type { Exchange } from "./exchange.js";
import { NO_ROUTE } from "./no-route.js";
import { resourceId } from "./resource-id.js";
import type { Route } from "./route.js";
import type { CallerIdentity } from "./security.js";

/** The context variables of Amazon API Gateway that a gateway of one's own can fill in. */
export interface RequestContext {
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** The root of the trace that the request belongs to. */
  readonly xrayTraceId: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly httpMethod: string;
  /** Path as the client sent it, with the stage in front: `/prod/pets/7`. */
  readonly path: string;
  /** The route's path; undefined for a request that was matched to none. */
  readonly resourcePath: string | undefined;
  readonly resourceId: string | undefined;
  /** The route's method and path: `GET /pets/{petId}`; `$default` for that route. */
  readonly routeKey: string | undefined;
  readonly protocol: string;
  readonly stage: string;
  /** `true` or `false` in a stage that has a canary. */
  readonly isCanaryRequest: string | undefined;
  readonly domainName: string | undefined;
  /** First label of the domain name. */
  readonly domainPrefix: string | undefined;
  /** Common log format: `09/Apr/2015:12:34:56 +0000`. */
  readonly requestTime: string;
  readonly requestTimeEpoch: string;
  readonly identity: CallerIdentity & {
    readonly sourceIp: string | undefined;
    readonly userAgent: string | undefined;
  };
  /** What is known of the caller, as text: `claims.sub`; empty when nobody was authenticated. */
  readonly authorizer: Readonly<Record<string, string>>;
}

/** Builds the context of one request; done only when a mapping or a hook asks for it. */
export function requestContext(request: Exchange): RequestContext {
  const { incoming, settings, receivedAt } = request;
  const domainName = request.header("host")?.replace(/:\d+$/, "");
  const resourcePath = resourcePathOf(request);
  return {
    requestId: request.id,
    extendedRequestId: request.extendedId,
    get xrayTraceId() {
      return request.traceHeader.slice("Root=".length, request.traceHeader.indexOf(";"));
    },
    accountId: settings.accountId,
    apiId: settings.apiId,
    httpMethod: request.method,
    path: request.front + settings.family.contextPath(request.target.path),
    resourcePath,
    get resourceId() {
      return resourcePath === undefined ? undefined : resourceId(resourcePath);
    },
    routeKey: request.route === NO_ROUTE ? undefined : routeKey(request.route),
    protocol: `HTTP/${incoming.httpVersion}`,
    stage: settings.stage,
    isCanaryRequest: settings.isCanary?.toString(),
    domainName,
    domainPrefix: domainName?.split(".")[0],
    get requestTime() {
      return commonLogTime(receivedAt);
    },
    requestTimeEpoch: String(receivedAt),
    // Who calls may be found out after somebody has looked at the context.
    get identity() {
      return {
        ...request.identity,
        sourceIp: sourceAddress(request),
        userAgent: request.header("user-agent"),
      };
    },
    get authorizer() {
      return textsOf(request.authorizer?.values ?? request.principal ?? {});
    },
  };
}

/** The route's path; undefined for a request that was matched to none. */
export function resourcePathOf({ route }: Exchange): string | undefined {
  return route === NO_ROUTE ? undefined : route.path;
}

/** The client's address: the peer's, or what trusted proxies say of it, read from the right. */
export function sourceAddress(request: Exchange): string | undefined {
  const { socket, settings } = request;
  return addressBehind(socket.remoteAddress, settings.trusts, () =>
    request.headerAll("x-forwarded-for"),
  );
}

/**
 * The address of whoever is behind the proxies that are trusted.
 * @param forwarded what `X-Forwarded-For` says, of which only they are believed
 */
export function addressBehind(
  peer: string | undefined,
  trusts: (address: string | undefined) => boolean,
  forwarded: () => string | undefined,
): string | undefined {
  let address = plainAddress(peer);
  if (!trusts(address)) return address;
  const hops = (forwarded() ?? "").split(",").map((hop) => hop.trim());
  while (hops.length > 0 && trusts(address)) address = hops.pop() || address;
  return address;
}

/** A route's method and path: `GET /pets/{petId}`; `$default` for that route. */
export function routeKey(route: Route): string {
  const { method, path } = route;
  return path.startsWith("/") ? `${method} ${path}` : path;
}

/** An address without what IPv6 puts in front of one of IPv4's. */
export function plainAddress(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, "");
}

/** Values by their paths; those that are objects are read by their members. */
function textsOf(values: object, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]: [string, unknown]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(textsOf(value, `${prefix}${name}.`))
        : value === null || value === undefined
          ? []
          : [[prefix + name, String(value)]],
    ),
  ) as Record<string, string>;
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** Many requests come in one second. */
let lastSecond = { second: Number.NaN, text: "" };

/** Common log format: `09/Apr/2015:12:34:56 +0000`. */
export function commonLogTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (lastSecond.second !== second) {
    const iso = new Date(epochMs).toISOString();
    const month = Number(iso.slice(5, 7)) - 1;
    const name = MONTHS.slice(month * 3, month * 3 + 3);
    const text = `${iso.slice(8, 10)}/${name}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
    lastSecond = { second, text };
  }
  return lastSecond.text;
}
