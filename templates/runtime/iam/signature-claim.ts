import { GatewayError } from "../gateway-error.js";
import { headerValues } from "../header-values.js";
import type { QueryParameters } from "../query.js";

/** What a signed request says of its signature (Signature Version 4), before any of it is believed. */
export interface SignatureClaim {
  readonly accessKey: string;
  /** Its scope: the day as `20150830`, the region and the service. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** Names in lower case. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
  /** When it was signed, as `20150830T123600Z`. */
  readonly time: string;
  /** Seconds from then on for which a signature in the query holds, if it says so. */
  readonly expires: number | undefined;
  /** The token of a session. */
  readonly token: string | undefined;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * Reads the signature of a request, in its header or in its query. One without any is refused as
 * anonymous, one that is not complete, or that is in both, as malformed.
 */
export function readSignatureClaim(
  rawHeaders: readonly string[],
  query: QueryParameters,
): SignatureClaim {
  const [authorization, ...others] = headerValues(rawHeaders, "authorization");
  const isInQuery = PARAMETERS.some((name) => query.has(name));
  if (authorization === undefined && !isInQuery) throw new GatewayError("missing-credentials");
  if (others.length > 0 || (authorization !== undefined && isInQuery)) {
    throw incomplete("There must be one signature.");
  }
  const claim = authorization === undefined ? ofQuery(query) : ofHeader(authorization, rawHeaders);
  if (!claim.signedHeaders.includes("host")) throw incomplete("'Host' must be signed.");
  return claim;
}

function ofHeader(authorization: string, rawHeaders: readonly string[]): SignatureClaim {
  const [, parameters = ""] = /^AWS4-HMAC-SHA256\s+(.*)$/.exec(authorization) ?? [];
  const values = new Map(
    parameters.split(",").map((part) => {
      const [name = "", ...value] = part.trim().split("=");
      return [name, value.join("=")] as const;
    }),
  );
  const read = (name: string) => {
    const value = values.get(name);
    if (value === undefined) throw incomplete(`Authorization header requires '${name}' parameter.`);
    return value;
  };
  return {
    ...readCredential(read("Credential")),
    ...readSignature(read("Signature"), read("SignedHeaders")),
    time: timeOf(rawHeaders),
    expires: undefined,
    token: onlyValue(headerValues(rawHeaders, "x-amz-security-token")),
  };
}

const PARAMETERS = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"];

function ofQuery(query: QueryParameters): SignatureClaim {
  const read = (name: string) => {
    const value = onlyValue(query.get(name) ?? []);
    if (value === undefined)
      throw incomplete(`AWS query-string parameters must include '${name}'.`);
    return value;
  };
  if (read("X-Amz-Algorithm") !== ALGORITHM)
    throw incomplete(`The algorithm must be ${ALGORITHM}.`);
  const expires = query.has("X-Amz-Expires") ? readExpires(read("X-Amz-Expires")) : undefined;
  return {
    ...readCredential(read("X-Amz-Credential")),
    ...readSignature(read("X-Amz-Signature"), read("X-Amz-SignedHeaders")),
    time: readTime(read("X-Amz-Date")),
    expires,
    token: onlyValue(query.get("X-Amz-Security-Token") ?? []),
  };
}

function readExpires(text: string): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_EXPIRES) return seconds;
  throw incomplete(`X-Amz-Expires must be 1 to ${MAX_EXPIRES}.`);
}

/** A week. */
const MAX_EXPIRES = 604_800;

function readCredential(credential: string) {
  const [, accessKey, day, region, service] =
    /^([^/\s]+)\/(\d{8})\/([^/\s]+)\/([^/\s]+)\/aws4_request$/.exec(credential) ?? [];
  if (!accessKey || !day || !region || !service) throw incomplete("Credential is malformed.");
  return { accessKey, day, region, service };
}

function readSignature(signature: string, names: string) {
  if (!/^[\da-f]{64}$/.test(signature)) throw incomplete("Signature is malformed.");
  if (!/^[!-~]+$/.test(names) || names !== names.toLowerCase()) {
    throw incomplete("SignedHeaders is malformed.");
  }
  return { signature, signedHeaders: names.split(";") };
}

/** The time of a signature in a header: `X-Amz-Date`, else `Date`. */
function timeOf(rawHeaders: readonly string[]): string {
  const own = headerValues(rawHeaders, "x-amz-date");
  if (own.length > 0) return readTime(onlyValue(own) ?? "");
  const date = onlyValue(headerValues(rawHeaders, "date")) ?? "";
  const epochMs = Date.parse(date);
  return readTime(Number.isNaN(epochMs) ? date : amzTime(epochMs));
}

function readTime(time: string): string {
  if (/^\d{8}T\d{6}Z$/.test(time) && !Number.isNaN(epochOf(time))) return time;
  throw incomplete("A signature requires either a 'X-Amz-Date' or a 'Date'.");
}

/** `20150830T123600Z` in epoch milliseconds. */
export function epochOf(time: string): number {
  const pattern = /^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/;
  return Date.parse(time.replace(pattern, "$1-$2-$3:$4:$5"));
}

/** Epoch milliseconds as `20150830T123600Z`. */
export function amzTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

function onlyValue(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** What is sent stays unsaid: it may be somebody's token. */
function incomplete(told: string): GatewayError {
  return new GatewayError("incomplete-signature", { told });
}
