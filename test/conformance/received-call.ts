import type { HeaderLine } from "../harness/raw-client.js";
import type { Json, JsonObject } from "./json.js";

/** What every backend receives. */
interface ReceivedRequest {
  readonly method: string;
  /** As it came, without the query. */
  readonly path: string;
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

export interface HttpCall extends ReceivedRequest {
  readonly kind: "http";
}

/** An invocation of a function. */
export interface LambdaCall extends ReceivedRequest {
  readonly kind: "lambda";
  readonly function: string;
  /** Undefined if the payload is no JSON. */
  readonly event: Json | undefined;
  readonly invocationType: string;
}

/** A call of another service of Amazon's. */
export interface ServiceCall extends ReceivedRequest {
  readonly kind: "service";
  readonly service: string;
  readonly action: string | undefined;
  /** What the call means, whatever protocol carried it. */
  readonly params: JsonObject;
  /** Whether that protocol carries texts only. */
  readonly texts: boolean;
}

export type ReceivedCall = HttpCall | LambdaCall | ServiceCall;

/** The names and values of a query string or a form, decoded. */
export function parseQuery(text: string): readonly HeaderLine[] {
  return Array.from(new URLSearchParams(text));
}
