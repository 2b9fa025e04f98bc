import type { Exchange } from "./exchange.js";

/** What a transform may look at of a request. */
export type TransformedRequest = Readonly<
  Pick<
    Exchange,
    "id" | "method" | "path" | "query" | "queryAll" | "header" | "headerAll" | "principal"
  >
>;

/** What a transform may look at of a response besides its body. */
export interface TransformedResponse {
  readonly status: number;
  /** The last value of a header. Names compare without case. */
  header(name: string): string | undefined;
}

/**
 * Makes the JSON body that the upstream gets, or a promise of it, of one that the document allows. A
 * throw or a rejection answers 500.
 */
export type TransformRequest<Body> = (body: Body, request: TransformedRequest) => unknown;

/**
 * Makes the JSON body that the client gets of what the upstream sent, which nothing has checked yet. A
 * throw or a rejection answers 500.
 */
export type TransformResponse<Body> = (
  body: Body,
  request: TransformedRequest,
  response: TransformedResponse,
) => Body | Promise<Body>;
