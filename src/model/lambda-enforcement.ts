import type { SharedExpression } from "./integration.js";

/** A Lambda function that decides who may call what. */
export interface LambdaEnforcement {
  readonly kind: "lambda";
  /** Id of the function. */
  readonly function: string;
  /** What the function is told. */
  readonly asks: AuthorizerQuestion;
  /** Seconds for which a verdict holds for whoever shows the same; 0: for this request alone. */
  readonly cacheSeconds: number;
}

export type AuthorizerQuestion =
  | {
      /** The value of a header, and nothing else. */
      readonly kind: "token";
      readonly header: string;
      /** What all of a token must match for the function to be asked. */
      readonly pattern?: string;
    }
  | {
      /** All of the request but its body: in a REST API's way, or in a version of HTTP APIs'. */
      readonly kind: "request" | "http-api-1.0" | "http-api-2.0";
      /** What a caller must show, by which verdicts are kept. */
      readonly identity: readonly IdentitySource[];
      /** The function answers whether the caller may pass, in place of a policy. */
      readonly simpleResponses: boolean;
    };

export type IdentitySource =
  { readonly kind: "headerAll" | "queryAll"; readonly name: string } | SharedExpression;
