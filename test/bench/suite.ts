/** A part of the benchmark, named for what it measures. */
export interface Suite {
  readonly name: string;
  /** What it measures, as the README's section and its chart are headed. */
  readonly title: string;
  /** The measure that the chart shows. */
  readonly charted: string;
  /** Bars that are to be met. */
  readonly bars: readonly Bar[];
  run(options: SuiteOptions): Promise<SuiteFindings>;
}

export interface SuiteOptions {
  /** Where the documents are. */
  readonly specs: string;
  readonly rounds: number;
  /** Decides in which order candidates have their turns. */
  readonly seed: number;
  /** Whether a subject, or a candidate of it, takes part. */
  readonly wants: (subject: string, candidate?: string) => boolean;
  readonly onProgress: (what: string) => void;
}

export interface SuiteFindings {
  readonly measurements: readonly Measurement[];
  readonly failures: readonly Failure[];
  /** What a reader must know of the figures. */
  readonly notes: readonly string[];
}

/** One candidate's figures of one subject, a figure for each round. */
export interface Measurement {
  readonly subject: string;
  readonly candidate: string;
  /** `CPU`, say. */
  readonly measure: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** A candidate that could not do a subject. */
export interface Failure {
  readonly subject: string;
  readonly candidate: string;
  readonly why: string;
}

/** What a figure of ours must not exceed: so many times a peer's, or an amount. */
export interface Bar {
  readonly subject: string;
  readonly measure: string;
  readonly atMost: number;
  readonly peer?: string;
}

/** What we call ourselves among the candidates. */
export const OURS = "gatewright";
