/** What opens for the API keys of one plan. */
export interface UsagePlan {
  readonly id: string;
  /** Names of the stages in which its keys are accepted. */
  readonly stages: readonly string[];
}
