import { Hash } from "@smithy/hash-node";
import { SignatureV4 } from "@smithy/signature-v4";
import { decode } from "../request-target.js";
import type { AwsKeys } from "./aws-settings.js";

/** A request to a service of Amazon's before it is signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** With `Host`; names in lower case, each once. */
  readonly headers: Readonly<Record<string, string>>;
  /** Path as it goes on the wire, percent-encoded. */
  readonly path: string;
  /** Names and values, decoded, in the order in which they are sent. */
  readonly query: readonly (readonly [string, string])[];
  readonly body: Buffer | undefined;
}

/** Whose request it is, and for what. */
export interface SigningScope {
  readonly keys: AwsKeys;
  readonly region: string;
  /** The service's name in signatures. */
  readonly service: string;
  /** Whether the path is signed as it is, not normalised and encoded once more. */
  readonly plainPath?: boolean;
  /** Whether a header tells the body's digest. */
  readonly bodyDigest?: boolean;
}

/** These sign paths as they are, and want the digest of the body in a header. */
const STORAGE = new Set(["s3", "s3-outposts", "s3express"]);

/** The headers of a request with those that sign it (Signature Version 4). */
export async function signRequest(
  request: UnsignedRequest,
  scope: SigningScope,
  signingDate = new Date(),
): Promise<Readonly<Record<string, string>>> {
  const signed = await signerFor(scope).sign(toSign(request), { signingDate });
  return { ...signed.headers, ...withoutSignature(request.headers) };
}

/** What signs for a service. */
export function signerFor(scope: SigningScope): SignatureV4 {
  const { keys, region, service } = scope;
  const isStorage = STORAGE.has(service);
  return new SignatureV4({
    service,
    region,
    credentials: keys,
    sha256: Hash.bind(null, "sha256"),
    uriEscapePath: !(scope.plainPath ?? isStorage),
    applyChecksum: scope.bodyDigest ?? isStorage,
  });
}

/** A request as the signer takes it. */
export function toSign({ method, headers, path, query, body }: UnsignedRequest) {
  return {
    method,
    protocol: "https:",
    hostname: headers["host"] ?? "",
    path,
    query: queryBag(query),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, asReceived(value)]),
    ),
    ...(body !== undefined && { body }),
  };
}

/**
 * A path as it is sent so that its signature holds. Storage signs what a path says, in one way of
 * encoding it; `%2F` in the name of an object says `/`.
 */
export function encodePath(path: string, service: string): string {
  if (!STORAGE.has(service)) return path;
  return path.replaceAll(/(?:%[\dA-Fa-f]{2}|[^%/])+/g, (run) =>
    decode(run).split("/").map(encode).join("/"),
  );
}

/** A query whose signature covers what it says: all but RFC 3986's unreserved characters encoded. */
export function encodeQuery(query: UnsignedRequest["query"]): string {
  return query.map((pair) => pair.map(encode).join("=")).join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Values by name, as the signer takes them. */
function queryBag(query: UnsignedRequest["query"]): Record<string, string[]> {
  const bag: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of query) (bag[name] ??= []).push(value.toWellFormed());
  return bag;
}

/** A value whose characters stand for bytes, as the receiver reads these: UTF-8, as a rule. */
function asReceived(value: string): string {
  return Buffer.from(value, "latin1").toString("utf8");
}

/** Headers as they are sent, without those that only a signature has. */
function withoutSignature(headers: UnsignedRequest["headers"]) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_SIGNATURE.has(name)));
}

const OF_SIGNATURE = new Set(["authorization", "date", "x-amz-date", "x-amz-security-token"]);
