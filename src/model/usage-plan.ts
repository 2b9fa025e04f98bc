import type { Location } from "../diagnostics/diagnostic.js";
import type { StageMethod, Throttle } from "./stage.js";

/** What the API keys of one plan open, and how much of it. */
export interface UsagePlan {
  readonly id: string;
  /** Names of the stages in which its keys are accepted. */
  readonly stages: readonly string[];
  /** Of each key, over all stages. */
  readonly throttle?: Throttle;
  readonly quota?: Quota;
  /** Throttles of each key for single routes, by stage. */
  readonly methods: readonly { readonly stage: string; readonly methods: readonly StageMethod[] }[];
  readonly at: Location;
}

/** Requests of each key in a calendar period of UTC. */
export interface Quota {
  readonly limit: number;
  readonly period: (typeof QUOTA_PERIODS)[number];
  /** So many fewer in the first period. */
  readonly offset: number;
}

export const QUOTA_PERIODS = ["DAY", "WEEK", "MONTH"] as const;
