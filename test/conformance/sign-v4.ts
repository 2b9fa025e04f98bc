import { createHash, createHmac } from "node:crypto";
import type { HeaderLine, RawRequest } from "../harness/raw-client.js";

/** By whom, for what and when a request is signed. */
export interface SigningOptions {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string | undefined;
  readonly service: string;
  readonly region: string;
  /** In milliseconds. */
  readonly time: number;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/** Signs a request by headers: all that it has, its body included. */
export function signRequest(request: RawRequest, options: SigningOptions): RawRequest {
  const date = amzDate(options.time);
  const headers: readonly HeaderLine[] = [
    ...request.headers,
    ["X-Amz-Date", date],
    ...(options.sessionToken === undefined
      ? []
      : [["X-Amz-Security-Token", options.sessionToken] as const]),
  ];
  const signature = signatureOf({ ...request, headers }, date, options);
  const authorization = [
    `${ALGORITHM} Credential=${options.accessKey}/${scopeOf(date, options)}`,
    `SignedHeaders=${signedNames(headers)}`,
    `Signature=${signature}`,
  ].join(", ");
  return { ...request, headers: [...headers, ["Authorization", authorization]] };
}

/** Signs a request by its query, for so many seconds. */
export function presignRequest(
  request: RawRequest,
  options: SigningOptions & { readonly expires: number },
): RawRequest {
  const date = amzDate(options.time);
  const parameters: readonly HeaderLine[] = [
    ["X-Amz-Algorithm", ALGORITHM],
    ["X-Amz-Credential", `${options.accessKey}/${scopeOf(date, options)}`],
    ["X-Amz-Date", date],
    ["X-Amz-Expires", String(options.expires)],
    ["X-Amz-SignedHeaders", signedNames(request.headers)],
    ...(options.sessionToken === undefined
      ? []
      : [["X-Amz-Security-Token", options.sessionToken] as const]),
  ];
  const target = withParameters(request.target, parameters);
  const signature = signatureOf({ ...request, target }, date, options);
  return { ...request, target: withParameters(target, [["X-Amz-Signature", signature]]) };
}

/** Adds parameters to the query of a target. */
export function withParameters(target: string, parameters: readonly HeaderLine[]): string {
  const text = parameters.map((each) => each.map(encode).join("=")).join("&");
  if (text === "") return target;
  return `${target}${target.includes("?") ? "&" : "?"}${text}`;
}

/**
 * What is wrong with the signature in a request's headers, as the service that it is for would find;
 * undefined if nothing is.
 */
export function signatureProblem(
  request: RawRequest,
  keys: Pick<SigningOptions, "accessKey" | "secretKey">,
): string | undefined {
  const valueOf = (name: string) =>
    request.headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? "";
  const [, accessKey, scope = "", names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+)\/aws4_request, ?SignedHeaders=(\S+), ?Signature=([\da-f]{64})$/.exec(
      valueOf("authorization"),
    ) ?? [];
  if (signature === undefined) return "the call is not signed";
  if (accessKey !== keys.accessKey) return `the call is signed by ${accessKey}`;
  const date = valueOf("x-amz-date");
  const [day = "", region = "", service = ""] = scope.split("/");
  if (!date.startsWith(day)) return "the call's date is not that of its signature";
  const signed = names.split(";");
  const unsigned = signedNames(request.headers)
    .split(";")
    .find((name) => /^(?:host$|x-amz-)/.test(name) && !signed.includes(name));
  if (unsigned !== undefined) return `the call's header ${unsigned} is not signed`;
  const digest = valueOf("x-amz-content-sha256");
  if (service === "s3" && digest !== sha256(request.body ?? "")) {
    return "the call does not tell the digest of its body";
  }
  const options = { ...keys, region, service, time: 0 };
  const wanted = signatureOf(asSent(request), date, options, names);
  return wanted === signature ? undefined : "the call's signature is wrong";
}

/** A request that was received, whose headers have a character for each byte, as it was signed. */
function asSent({ headers, ...request }: RawRequest): RawRequest {
  const read = (value: string) => Buffer.from(value, "latin1").toString();
  return { ...request, headers: headers.map(([name, value]) => [name, read(value)] as const) };
}

function signatureOf(
  request: RawRequest,
  date: string,
  options: SigningOptions,
  names = signedNames(request.headers),
): string {
  const { secretKey, region, service } = options;
  const signed = sha256(canonical(request, names, service === "s3"));
  const text = [ALGORITHM, date, scopeOf(date, options), signed].join("\n");
  let key: string | Buffer = `AWS4${secretKey}`;
  for (const part of [date.slice(0, 8), region, service, "aws4_request"]) key = hmac(key, part);
  return hmac(key, text).toString("hex");
}

/** The canonical request; all services but S3 want the path normalised, and encoded again. */
function canonical(
  { method, target, headers, body }: RawRequest,
  names: string,
  isStorage: boolean,
): string {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const pairs = (mark < 0 ? "" : target.slice(mark + 1))
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")].map((part) => encode(decodeURIComponent(part)));
    });
  const query = pairs
    .toSorted(([a = "", x = ""], [b = "", y = ""]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join("="))
    .join("&");
  const lines = names.split(";").map((name) => {
    const values = headers.filter(([each]) => each.toLowerCase() === name);
    return `${name}:${values.map(([, value]) => value.trim().replace(/ +/g, " ")).join(",")}\n`;
  });
  const signedPath = isStorage ? storedPath(path) : canonicalPath(path);
  return [method, signedPath, query, lines.join(""), names, sha256(body ?? "")].join("\n");
}

/** What a path says, in the one way of encoding it that S3 signs. */
function storedPath(path: string): string {
  return decodeURIComponent(path).split("/").map(encode).join("/");
}

function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(encode(segment));
  }
  const end = path.endsWith("/") && segments.length > 0 ? "/" : "";
  return `/${segments.join("/")}${end}`;
}

function signedNames(headers: readonly HeaderLine[]): string {
  return [...new Set(headers.map(([name]) => name.toLowerCase()))].toSorted(compare).join(";");
}

/** `20150830T123600Z` */
function amzDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function scopeOf(date: string, { region, service }: SigningOptions): string {
  return `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
}

/** Percent-encodes all but RFC 3986's unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
