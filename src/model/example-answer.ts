/** An answer that a document describes, by its example or by one made from its schema. */
export interface ExampleAnswer {
  readonly status: number;
  /** Names and values; the media type is not among them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Absent where the answer has no body. */
  readonly content?: ExampleContent;
}

export interface ExampleContent {
  readonly mediaType: string;
  readonly text: string;
  /** Whether the document has the example itself. */
  readonly isWritten: boolean;
}

/** The answers of each operation by its route (`GET /pets`), the one of success first. */
export type ExampleAnswers = Readonly<Record<string, readonly ExampleAnswer[]>>;
