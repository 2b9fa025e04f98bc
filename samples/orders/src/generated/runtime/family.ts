import type { IncomingMessage } from "node:http";
import type { Exchange } from "./exchange.js";
import type { HeadLimits } from "./framing-guard.js";
import type { GatewayError } from "./gateway-error.js";
import type { GatewayResponse } from "./integration.js";
import type { QueryParameters } from "./query.js";
import type { RequestIds } from "./request-id.js";
import type { Route } from "./route.js";
import type { RouteMatch } from "./route-tree.js";

/** Answers a request that was refused or failed in the document's own way; undefined: in the family's. */
export type CustomFailure = (error: GatewayError, request: Exchange) => GatewayResponse | undefined;

/** Makes an encoded body plain. */
export type BodyDecoder = (body: Buffer) => Promise<Buffer>;

/** Finds the route of a request; its query is only taken apart where it matters. */
export type Router = (method: string, path: string, query: () => QueryParameters) => RouteMatch;

/** How one kind of gateway routes, answers errors and treats headers. */
export interface Family {
  readonly headLimits: HeadLimits;
  /** What a request that has just come is known by. */
  requestIds(incoming: IncomingMessage): RequestIds;
  /** The one form of a path that is matched and goes upstream, percent-encoded. */
  readPath(sent: string): string;
  /** Throws for a query that is not taken as it was sent. */
  checkQuery?(sent: string): void;
  /** Such a path as the context tells it. */
  contextPath(path: string): string;
  /** Such a path as ARNs of methods tell it, without the slash in front. */
  resourceOf(path: string): string;
  /** Builds the lookup of a route by method, path and query; it throws when there is none. */
  router(routes: readonly Route[]): Router;
  /** What makes a request's body plain before anything reads it; undefined: it is taken as it comes. */
  bodyDecoder(request: Exchange): BodyDecoder | undefined;
  /** Headers of every response: names and values alternating. */
  responseHeaders(ids: RequestIds): readonly string[];
  /** Headers by which an upstream learns who calls it: names and values alternating. */
  callerHeaders(request: Exchange): readonly string[];
  /** Header names in lower case that never go upstream, besides the hop-by-hop ones. */
  readonly droppedRequestHeaders: ReadonlySet<string>;
  /** Header names in lower case that never come back from upstream. */
  readonly droppedResponseHeaders: ReadonlySet<string>;
  /** Header names in lower case that come back from upstream as `x-amzn-Remapped-…`. */
  readonly remappedResponseHeaders: ReadonlySet<string>;
  /** Whether an integration's time is for its whole answer, but for those that stream. */
  readonly timesBodies: boolean;
  /** Whether responses tell of limits and of their age, in the headers that HTTP has for that. */
  readonly explainsItself: boolean;
  /** What a response is that does not say. */
  readonly defaultContentType: string | undefined;
  /** The answer to a request that was refused or failed. */
  failure(error: GatewayError): GatewayResponse;
}
