import type { Severity } from "./diagnostic.js";

/** One kind of problem. A message that needs values is a function of named ones. */
export interface CatalogueEntry {
  readonly severity: Severity;
  /** One sentence that says what is wrong, with concrete values quoted. */
  readonly message: string | ((params: never) => string);
  /** One sentence that says what to do. */
  readonly help: string | ((params: never) => string);
  /** Printed by `gatewright explain CODE`: why it is a problem, and a wrong and a right example. */
  readonly explain: string;
  /**
   * Of an error: it concerns what the gateway cannot do, or cannot know, yet. `--omit-unsupported`
   * leaves out the operation that has it.
   */
  readonly omittable?: true;
  /**
   * What makes two warnings one, where they come by the dozen and call for the same thing: the whole
   * code, or a text. Equal sentences, unless said; errors are always told apart by their sentences.
   */
  readonly cause?: "code" | ((params: never) => string);
  /**
   * Of an error: the document is right, and generating without what it asks for is safe. What the
   * gateway does then, after "allowed: "; `--allow CODE` makes a warning of it.
   */
  readonly allowable?: string;
}

type Needs<Text> = Text extends (params: infer P) => string ? P : unknown;

/** The named values that an entry's message and help need between them. */
export type EntryParams<Entry extends CatalogueEntry> = Needs<Entry["message"]> &
  Needs<Entry["help"]>;
