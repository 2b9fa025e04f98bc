/** A place in a source file. Line and column are looked up only when a diagnostic is printed. */
export interface Location {
  /** The file as the user named it, relative to the working directory. */
  readonly file: string;
  /** RFC 6901 pointer into the file's parsed value; "" is the whole file. */
  readonly pointer: string;
  /** Whether the key or the value at `pointer` is meant; the value unless said. */
  readonly on?: "key" | "value";
}

export type Severity = "error" | "warning" | "info";

/** One problem, ready to print: what is wrong, where, and what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence in the user's words, without a full stop's worth of jargon. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  readonly at?: Location;
  /** Other places that take part, e.g. the first of two conflicting definitions. */
  readonly related?: readonly { readonly at: Location; readonly message: string }[];
}
