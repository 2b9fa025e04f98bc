import { createHmac, timingSafeEqual } from "node:crypto";
import { headerValues } from "../header-values.js";
import { decodeForm } from "../query.js";
import { sha256 } from "../sha256.js";
import type { SignatureClaim } from "./signature-claim.js";

/** What of a request a signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** As they were sent. */
  readonly path: string;
  readonly query: string;
  readonly rawHeaders: readonly string[];
  /** What was signed as the digest of its body, in hexadecimal. */
  readonly bodyDigest: string;
}

/**
 * Whether a request was signed by who has this secret (Signature Version 4). It is signed anew from
 * what was received, and both signatures are compared in constant time. Clients differ in whether they
 * normalise the path; either is taken, for both are made of the very path that was sent.
 */
export function isSignedWith(
  secretKey: string,
  request: SignedRequest,
  claim: SignatureClaim,
): boolean {
  const { signature, day, region, service } = claim;
  const scope = [day, region, service, "aws4_request"];
  const key = scope.reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${secretKey}`);
  const claimed = Buffer.from(signature, "hex");
  const isOfPath = (path: string) => {
    const digest = sha256(canonicalRequest(request, path, claim.signedHeaders)).toString("hex");
    const text = ["AWS4-HMAC-SHA256", claim.time, scope.join("/"), digest].join("\n");
    return timingSafeEqual(hmac(key, text), claimed);
  };
  const sent = request.path.split("/").map(encode).join("/");
  const normal = normalised(request.path);
  return isOfPath(normal) || (sent !== normal && isOfPath(sent));
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function canonicalRequest(
  { method, query, rawHeaders, bodyDigest }: SignedRequest,
  path: string,
  names: readonly string[],
): string {
  const headers = names.map((name) => `${name}:${canonicalValue(rawHeaders, name)}\n`).join("");
  return [method, path, canonicalQuery(query), headers, names.join(";"), bodyDigest].join("\n");
}

/** Without what does not count in it, each segment encoded once more. */
function normalised(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(encode(segment));
  }
  const end = path.endsWith("/") && segments.length > 0 ? "/" : "";
  return `/${segments.join("/")}${end}`;
}

/** Sorted, all but RFC 3986's unreserved characters encoded, without the signature itself. */
function canonicalQuery(query: string): string {
  const pairs = query.split("&").flatMap((pair): (readonly [string, string])[] => {
    if (pair === "") return [];
    const [name = "", ...value] = pair.split("=");
    const key = encode(decodeForm(name));
    return key === "X-Amz-Signature" ? [] : [[key, encode(decodeForm(value.join("=")))]];
  });
  return pairs
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join("="))
    .join("&");
}

/** All values of a header, runs of blanks as one. Their characters stand for bytes of UTF-8. */
function canonicalValue(rawHeaders: readonly string[], name: string): string {
  const values = headerValues(rawHeaders, name).map((each) => each.trim().replaceAll(/\s+/g, " "));
  return Buffer.from(values.join(","), "latin1").toString();
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
