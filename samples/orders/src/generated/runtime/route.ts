import type { Exchange } from "./exchange.js";
import type { GatewayResponse, Integration } from "./integration.js";
import type { Security } from "./security.js";
import type { CacheRule, CallerThrottle } from "./stage-definition.js";

/**
 * What the document says of one operation, in the order in which a request meets it. A route is
 * data and a few pure functions: what happens with it, and when, is in `pipeline.ts`.
 */
export interface Route {
  readonly operationId: string;
  /** The method, or ANY for those that no other route of the same path has. */
  readonly method: string;
  /** The path as the document writes it: `/pets/{petId}`, `/files/{proxy+}`. */
  readonly path: string;
  /** Alternatives, one of which must hold; each is a list of schemes that must all accept. */
  readonly security: Security;
  /** Where they differ from the gateway's. */
  readonly limits?: RouteLimits;
  /** How often it may be called, besides what stages and usage plans say. */
  readonly throttle?: CallerThrottle;
  /** What its kept responses depend on; absent where none are kept. */
  readonly cacheKey?: CacheKey;
  /** How they are kept, where it is not as its stage says. */
  readonly cache?: CacheRule;
  /** Checks end at the first error; absent, all errors are told. */
  readonly errors?: "first";
  readonly validate?: Validation;
  readonly integration: Integration;
  /** Looks at a response before it is sent, and refuses it by an error. */
  readonly validateResponse?: (response: GatewayResponse, request: Exchange) => Promise<void>;
}

/** What tells kept responses apart: names of parameters. */
export interface CacheKey {
  /** Routes with one name share responses. */
  readonly namespace?: string;
  readonly path?: readonly string[];
  readonly query?: readonly string[];
  readonly headers?: readonly string[];
  /** What an upstream gets besides, although it tells nothing apart. */
  readonly forwardedQuery?: readonly string[];
  readonly forwardedHeaders?: readonly string[];
}

/** The most that a client may send to a route. */
export interface RouteLimits {
  readonly bodyBytes?: number;
}

/** What is checked before anything goes upstream: parameters first, then the body. */
export interface Validation {
  readonly parameters?: (request: Exchange) => void;
  /**
   * Looks at the head of the request: refuses a media type, or answers what checks the body once it
   * was read whole; undefined lets it stream through.
   */
  readonly body?: (request: Exchange) => BodyCheck | undefined;
}

/** Checks a body that was read whole; throws, or rejects, for one that is not valid. */
export type BodyCheck = (request: Exchange) => void | Promise<void>;

/** Types a route's data where it is written; does nothing else. */
export function defineRoute(route: Route): Route {
  return route;
}
