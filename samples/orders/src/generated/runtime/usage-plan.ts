import type { Quota } from "./store/store.js";
import type { Throttle } from "./stage-definition.js";

/** A usage plan: the stages that keys of it open, and how often each key may call. */
export interface UsagePlan {
  readonly stages: readonly string[];
  /** Of each key, over all stages. */
  readonly throttle?: Throttle;
  readonly quota?: Pick<Quota, "limit" | "period" | "offset">;
  /** Of each key for single methods, by stage, then by method and path. */
  readonly methods?: Readonly<Record<string, Readonly<Record<string, Throttle>>>>;
}

export type UsagePlans = Readonly<Record<string, UsagePlan>>;

/** Types the plans where they are written; does nothing else. */
export function defineUsagePlans(plans: UsagePlans): UsagePlans {
  return plans;
}

/** The plan by which an API key was accepted. */
export interface KeyUsage {
  readonly keyId: string;
  readonly planId: string;
  readonly plan: UsagePlan;
}
