import { TokenRefused } from "./token-refused.js";

/** What a token says of its bearer, by name; nothing but its signature was believed without a check. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a token must say. */
export interface ExpectedClaims {
  readonly issuers: readonly string[];
  /** One of these, at least; undefined where any will do. */
  readonly audience: readonly string[] | undefined;
  /** For whom a token is. */
  readonly audienceOf: (claims: Claims) => unknown;
  /** How far clocks may be apart. */
  readonly clockSkewSeconds: number;
}

/** Checks what every token must say (RFC 7519, 4.1); answers until when it holds, in epoch milliseconds. */
export function checkClaims(claims: Claims, expected: ExpectedClaims): number {
  const { iss, exp, nbf = 0, iat = 0 } = claims;
  const { issuers, audience, audienceOf, clockSkewSeconds } = expected;
  const refuse = (reason: string): never => {
    throw new TokenRefused(reason);
  };
  if (typeof iss !== "string" || !issuers.includes(iss)) refuse("the token has another issuer");
  if (audience !== undefined && !isFor(audienceOf(claims), audience)) {
    refuse("the token does not have a valid audience");
  }
  if (!isTime(exp)) return refuse("the token does not expire");
  const now = Date.now() / 1000;
  if (exp + clockSkewSeconds <= now) {
    throw new TokenRefused("the token has expired", { expired: true });
  }
  const latest = now + clockSkewSeconds;
  if (!isTime(nbf) || nbf > latest) refuse("the token is not valid yet");
  if (!isTime(iat) || iat > latest) refuse("the token was issued in the future");
  return (exp + clockSkewSeconds) * 1000;
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isFor(meant: unknown, audience: readonly string[]): boolean {
  const named: readonly unknown[] = Array.isArray(meant) ? meant : [meant];
  return named.some((each) => typeof each === "string" && audience.includes(each));
}

/** What a token is good for: the texts of `scp`, else of `scope`, which are lists or have blanks between. */
export function scopesOf({ scp, scope }: Claims): readonly string[] {
  const given = scp ?? scope;
  if (Array.isArray(given)) return given.filter((each) => typeof each === "string");
  return typeof given === "string" ? given.split(" ").filter((each) => each !== "") : [];
}

/** Whom a token speaks of: its subject, else the client that it was given to. */
export function principalIdOf({ sub, client_id: client, azp }: Claims): string {
  return [sub, client, azp].find((each) => typeof each === "string") ?? "";
}
