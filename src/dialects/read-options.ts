export type BasePathMode = "ignore" | "prepend" | "split";

/** What the user says of a document that it does not say itself. */
export interface ReadOptions {
  /** Which product of Amazon's the document describes; found out from the document unless said. */
  readonly api?: "rest" | "http";
  /**
   * What becomes of the path at which the document says that its API is, as Amazon's import has it:
   * routes are without it (`ignore`, unless said), behind it, or behind all but its first segment.
   */
  readonly basepath?: BasePathMode;
  /** Leave out operations with what is not supported, rather than refuse the document. */
  readonly omitUnsupported?: boolean;
}
