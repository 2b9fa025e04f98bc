import type { ConfiguredText } from "./configured-text.js";

/** JSON web tokens that the gateway checks itself. */
export interface JwtEnforcement {
  readonly kind: "jwt";
  /** Whose sense of it: an HTTP API's authorizer, or that of RFC 6750. */
  readonly rules: "http-api" | "bearer";
  /** Where the token is, for an HTTP API's authorizer. */
  readonly source: TokenSource;
  /** An issuer, or the address of its discovery document; undefined: a setting says it. */
  readonly issuer: ConfiguredText | undefined;
  readonly audience: readonly ConfiguredText[];
  /** Where keys are, if the discovery document is not to be asked. */
  readonly jwksUri: string | undefined;
  readonly algorithms: readonly TokenAlgorithm[];
  readonly clockSkewSeconds: number;
}

/** Tokens of user pools, as REST APIs take them. */
export interface UserPoolsEnforcement {
  readonly kind: "user-pools";
  readonly source: TokenSource;
  /** The ARNs of the pools. */
  readonly pools: readonly ConfiguredText[];
  /** A regular expression for `aud`, all of which it must match. */
  readonly audience: string | undefined;
}

/** Opaque tokens, which their server is asked about (RFC 7662). */
export interface IntrospectionEnforcement {
  readonly kind: "introspection";
  readonly url: string | undefined;
  readonly audience: readonly string[];
  readonly cacheMs: number;
}

/** What is decided by a token. */
export type TokenEnforcement = IntrospectionEnforcement | JwtEnforcement | UserPoolsEnforcement;

export interface TokenSource {
  readonly in: "header" | "query";
  readonly name: string;
}

export const TOKEN_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
] as const;

export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];
