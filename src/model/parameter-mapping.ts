import type { ConfiguredValue } from "./configured-text.js";
import type { ContextVariable } from "./integration.js";

/** A value that a parameter mapping of an HTTP API takes from the request. */
export type ParameterExpression =
  | { readonly kind: "header" | "query" | "path"; readonly name: string }
  /** The path without the stage. */
  | { readonly kind: "requestPath" }
  | BodyExpression;

/** A value that one takes from the integration's answer. */
export type AnswerExpression = { readonly kind: "header"; readonly name: string } | BodyExpression;

/** A value that is the same wherever it is taken. */
export type ContextExpression =
  ConfiguredValue | { readonly kind: "context"; readonly variable: ContextVariable };

export interface BodyExpression {
  readonly kind: "body";
  /** Empty for the whole body. */
  readonly keys: readonly (string | number)[];
}

/** Text with values in it. */
export type MappedText<Expression> = readonly MappedTextPart<Expression>[];

export type MappedTextPart<Expression> =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: Expression | ContextExpression };

/** A change to the headers or the query of a message, in the document's order. */
export type ParameterChange<Expression> =
  | {
      readonly action: "append" | "overwrite";
      readonly name: string;
      readonly value: MappedText<Expression>;
    }
  | { readonly action: "remove"; readonly name: string };

/** What changes of a response for one status of the integration. */
export interface ResponseMapping {
  readonly status: number;
  /** The status for the client; undefined leaves it. */
  readonly newStatus: number | MappedText<AnswerExpression> | undefined;
  readonly headers: readonly ParameterChange<AnswerExpression>[];
}
