import type { Parameter } from "./request-validation.js";

/**
 * What the document shows of an operation's messages, for tests of the project: nothing that runs reads
 * it. Values are JSON texts, the best first: those that are shown, then what the schema suggests; none of
 * them was checked.
 */
export interface OperationExamples {
  readonly parameters: readonly ParameterExample[];
  /** Absent where none is described, or what is described is no JSON. */
  readonly body?: BodyExample;
  /** What it answers if all goes well. */
  readonly response: ResponseExample;
}

export interface ParameterExample extends Pick<Parameter, "in" | "name" | "required"> {
  readonly values: readonly string[];
  /** Whether the document shows a value itself. */
  readonly isShown: boolean;
}

export interface BodyExample {
  readonly mediaType: string;
  readonly values: readonly string[];
}

export interface ResponseExample {
  /** Of 2xx. */
  readonly status: number;
  /** Absent where it has none, or what it has is no JSON. */
  readonly body?: BodyExample;
}
