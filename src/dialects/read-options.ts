/** What the user says of a document that it does not say itself. */
export interface ReadOptions {
  /** Which product of Amazon's the document describes; found out from the document unless said. */
  readonly api?: "rest";
  /** Leave out operations with what is not supported, rather than refuse the document. */
  readonly omitUnsupported?: boolean;
}
