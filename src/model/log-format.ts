import type { ContextVariable } from "./integration.js";

/** The line that an access log has of each request: text, and what it tells of the request. */
export interface LogFormat {
  /** What the line is, by which values are escaped: those of XML have entities. */
  readonly syntax: "xml" | "text";
  readonly parts: readonly LogPart[];
}

export type LogPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "context"; readonly variable: ContextVariable };
