import type { Environment } from "../environment.js";

/** Whose tokens a gateway believes, and for whom they must be. */
export interface TokenSettings {
  readonly issuers: readonly TrustedIssuer[];
  readonly audience: readonly string[];
}

/** An issuer of tokens. */
export interface TrustedIssuer {
  /** What `iss` may say, to the letter. */
  readonly names: readonly string[];
  /** Where its keys are, or the document that says where. */
  readonly keys: URL;
  readonly discovered: boolean;
  /** Whether what it names may be reached without TLS. */
  readonly insecure: boolean;
}

/** Names of environment variables, each with what holds where it is not set. */
export interface TokenVariables {
  /** The issuer, or the address of its discovery document. */
  readonly issuer: readonly [name: string, usual?: string];
  /** Separated by commas. */
  readonly audience: readonly [name: string, ...usual: readonly string[]];
  /** The address of the keys, where the discovery document is not to be asked. */
  readonly jwksUrl: readonly [name: string, usual?: string];
}

const WELL_KNOWN = "/.well-known/openid-configuration";

/** Reads whose tokens are believed. */
export function readTokenSettings(read: Environment, variables: TokenVariables): TokenSettings {
  const { issuer, audience, jwksUrl } = variables;
  const written = read.text(...issuer);
  const base = written.endsWith(WELL_KNOWN) ? written.slice(0, -WELL_KNOWN.length) : written;
  const stated = base.replace(/\/$/, "");
  const [variable] = issuer;
  const keys = read.optional(jwksUrl[0]) ?? jwksUrl[1];
  const found =
    keys === undefined ? read.url(variable, stated + WELL_KNOWN) : read.url(jwksUrl[0], keys);
  const isSaid = read.optional(keys === undefined ? variable : jwksUrl[0]) !== undefined;
  refuseInsecure(read, keys === undefined ? variable : jwksUrl[0], found, isSaid);
  return {
    issuers: [
      {
        // Of a discovery document it is not known whether its issuer ends in a slash.
        names: base === written ? [written] : [stated, `${stated}/`],
        keys: found,
        discovered: keys === undefined,
        insecure: found.protocol === "http:",
      },
    ],
    audience: readList(read, audience),
  };
}

/** Who may be meant by tokens, separated by commas. */
export function readList(
  read: Environment,
  [name, ...usual]: readonly [name: string, ...usual: readonly string[]],
): readonly string[] {
  const listed = read.optional(name)?.split(",") ?? usual;
  return listed.map((each) => each.trim()).filter((each) => each !== "");
}

/** Without TLS anybody on the way says who is who; outside of this machine only a setting asks for it. */
export function refuseInsecure(read: Environment, name: string, url: URL, isSaid: boolean): void {
  if (url.protocol === "https:" || isSaid || isLoopback(url)) return;
  read.refuse(`${name} must be set if an address without https is meant`);
}

/** Whether an address is on this very machine. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost|0\.0\.0\.0)$/.test(hostname);
}
