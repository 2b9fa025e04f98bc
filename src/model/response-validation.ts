import type { Location } from "../diagnostics/diagnostic.js";
import type { BodyContent } from "./body-content.js";

/** What is checked of responses, before they are sent. */
export interface ResponseValidation {
  /** What an operation may answer; never empty. */
  readonly responses: readonly DeclaredResponse[];
  /** What is wrong is logged and sent; else it is refused. */
  readonly warnOnly?: true;
}

export interface DeclaredResponse {
  /** `200`, a range (`2XX`) or `default`, which stands for every other. */
  readonly status: string;
  /** Empty takes any body. */
  readonly content: readonly BodyContent[];
  readonly at: Location;
}
