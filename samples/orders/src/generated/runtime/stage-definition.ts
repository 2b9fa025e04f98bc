import type { AccessLog } from "./observe.js";

/** A token bucket: `burstLimit` requests at once, and `rateLimit` more each second. */
export interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** A limit of all callers together, or of each one. */
export interface CallerThrottle extends Throttle {
  /** Those of one address (of IPv6, of one /64), or of one principal, have one of their own. */
  readonly per?: "address" | "principal";
}

/** How responses are kept; what is absent is as the stage says, or as it is usually. */
export interface CacheRule {
  readonly enabled?: boolean;
  /** 300 usually. */
  readonly ttlSeconds?: number;
  readonly encrypted?: boolean;
  /** Usually only those whom IAM allows it may say that a response is not to come from here. */
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?:
    "FAIL_WITH_403" | "SUCCEED_WITH_RESPONSE_HEADER" | "SUCCEED_WITHOUT_RESPONSE_HEADER";
  /** For so long after its end a response stands in for one that failed. */
  readonly staleIfErrorSeconds?: number;
}

/** Settings of one method. */
export interface MethodSettings {
  readonly throttle?: Throttle;
  readonly cache?: CacheRule;
}

/** A part of a stage's requests that meets other variables. */
export interface Canary {
  readonly percentTraffic: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly useStageCache?: true;
  readonly sticky?: true;
}

/** What the document says of one stage; its throttle and cache are those of each method. */
export interface StageDefinition extends MethodSettings {
  readonly variables?: Readonly<Record<string, string>>;
  /** By method and path. */
  readonly methods?: Readonly<Record<string, MethodSettings>>;
  readonly canary?: Canary;
  readonly accessLog?: AccessLog;
}

export type StageDefinitions = Readonly<Record<string, StageDefinition>>;

/** Types the stages where they are written; does nothing else. */
export function defineStages(stages: StageDefinitions): StageDefinitions {
  return stages;
}
