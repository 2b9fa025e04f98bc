/** A place in a source file. Line and column are looked up only when a diagnostic is printed. */
export interface Location {
  /** The file as the user named it, relative to the working directory. */
  readonly file: string;
  /** RFC 6901 pointer into the file's parsed value; "" is the whole file. */
  readonly pointer: string;
  /** Whether the key or the value at `pointer` is meant; the value unless said. */
  readonly on?: "key" | "value";
  /**
   * Characters from the start of the text, for places that no pointer can name: a syntax error, or
   * the second of two equal keys. It wins over `pointer`.
   */
  readonly offset?: number;
  /** Where in the text that the value is; both count from 0. */
  readonly within?: { readonly line: number; readonly column: number };
}

export type Severity = "error" | "warning" | "info";

/** Another place that takes part in a problem, e.g. the first of two conflicting definitions. */
export interface Related {
  readonly at: Location;
  readonly message: string;
}

/** One problem, ready to print: what is wrong, where (everywhere that it occurs), and what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence in the user's words, without a full stop's worth of jargon. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** The first place. */
  readonly at?: Location;
  /** All other places with the same problem, in the order in which they were found. */
  readonly others?: readonly Location[];
  readonly related?: readonly Related[];
  /** What makes it one with others of its code; message and help unless given. */
  readonly cause?: string;
}
