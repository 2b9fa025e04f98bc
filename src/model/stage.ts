import type { Location } from "../diagnostics/diagnostic.js";
import type { LogFormat } from "./log-format.js";

/** A token bucket: so many requests at once, and so many more each second. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
  /** Each caller has a bucket of its own; absent, all callers share one. */
  readonly per?: "address" | "principal";
}

/** How responses are kept; what is absent is as it is usually, or as the stage says. */
export interface CacheSettings {
  readonly enabled?: boolean;
  readonly ttlSeconds?: number;
  readonly encrypted?: boolean;
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?: UnauthorizedCacheControl;
  /** Seconds after its end for which a response stands in for one that failed. */
  readonly staleIfErrorSeconds?: number;
}

/** What comes of a client's `Cache-Control: max-age=0` that is not allowed to say it. */
export const UNAUTHORIZED_CACHE_CONTROL = [
  "FAIL_WITH_403",
  "SUCCEED_WITH_RESPONSE_HEADER",
  "SUCCEED_WITHOUT_RESPONSE_HEADER",
] as const;
export type UnauthorizedCacheControl = (typeof UNAUTHORIZED_CACHE_CONTROL)[number];

/** Settings of one route in a stage, or in a usage plan. */
export interface StageMethod {
  /** Method and path, as `routeOf` has them. */
  readonly route: string;
  readonly throttle?: Throttle;
  readonly cache?: CacheSettings;
  readonly at: Location;
}

/** A part of a stage's requests that meets other variables. */
export interface Canary {
  readonly percentTraffic: number;
  /** Laid over the stage's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly useStageCache: boolean;
  /** Whether a caller stays on the side that it met first. */
  readonly sticky: boolean;
}

/** A deployment of the API under a name. */
export interface Stage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of each method that has none of its own. */
  readonly throttle?: Throttle;
  readonly cache?: CacheSettings;
  readonly methods: readonly StageMethod[];
  readonly canary?: Canary;
  readonly accessLog?: LogFormat;
}

/** The stages of a host name, by base path; `(none)` takes what no other does. */
export interface CustomDomain {
  readonly name: string;
  readonly mappings: readonly {
    readonly basePath: string;
    readonly stage: string;
    readonly at: Location;
  }[];
}

/** What becomes of limits when the store that replicas share is slow or gone. */
export type WithoutStore = "local" | "open" | "closed";

export interface StoreSettings {
  /** Bytes that kept responses may take in memory, if the document says it. */
  readonly maxBytes?: number;
  readonly onFailure: { readonly throttle: WithoutStore; readonly quota: WithoutStore };
}

/** What a gateway has of stages and limits. */
export interface Traffic {
  /** In the document's order; absent where it is deployed as one, under any name. */
  readonly stages?: readonly Stage[];
  readonly domains?: readonly CustomDomain[];
  /** Of the whole gateway. */
  readonly throttle?: Throttle;
  readonly store: StoreSettings;
}
