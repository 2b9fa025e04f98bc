import type { JudgedBar } from "./judge-bars.js";
import type { SuiteFindings } from "./suite.js";

/** What is kept of a suite's run. */
export interface Results extends SuiteFindings {
  readonly suite: string;
  readonly title: string;
  readonly charted: string;
  readonly rounds: number;
  readonly seed: number;
  /** What it ran on. */
  readonly node: string;
  readonly cores: number;
  readonly bars: readonly JudgedBar[];
}
