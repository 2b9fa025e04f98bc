import type { HeaderLine, RawRequest } from "../harness/raw-client.js";
import { bodyBytes } from "./case-body.js";
import { caseToken } from "./case-token.js";
import type { CaseRequest, CaseSignature, GatewayCase, Principal } from "./gateway-case.js";
import { presignRequest, signRequest, withParameters } from "./sign-v4.js";

/** What a request depends on besides its case. */
export interface RequestOptions {
  /** Whether the stage's name stands in the URL. */
  readonly stagePrefix: boolean;
  /** The moment of the request, in milliseconds. */
  readonly now: number;
}

/** Amazon's own address of an API. */
const HOST = "abcdef1234.execute-api.us-east-1.amazonaws.com";

/**
 * The request of a case as it goes over the wire. But for what the case says it has a Host header,
 * and the length of its body if it has one.
 */
export function rawRequest(
  given: GatewayCase,
  request: CaseRequest,
  options: RequestOptions,
): RawRequest {
  const token = request.jwt === undefined ? undefined : caseToken(request.jwt, options.now);
  const target = withParameters(
    targetOf(given, request, options),
    request.jwt?.in === "query" ? [[request.jwt.name, token ?? ""]] : [],
  );
  const body = bodyBytes(request);
  const headers = linesOf(request.headers);
  if (request.jwt?.in === "header") {
    headers.push([request.jwt.name, `${request.jwt.prefix}${token ?? ""}`]);
  }
  const has = (name: string) => headers.some(([each]) => each.toLowerCase() === name);
  if (!has("host")) headers.unshift(["Host", HOST]);
  if (body !== undefined && !has("content-length") && !has("transfer-encoding")) {
    headers.push(["Content-Length", String(body.length)]);
  }
  const plain = { method: request.method, target, headers, body };
  if (request.sigv4 === undefined) return plain;
  return signed(plain, request.sigv4, given.principals ?? [], options.now);
}

function targetOf(given: GatewayCase, request: CaseRequest, options: RequestOptions): string {
  const stage = request.stage ?? given.stageName;
  const named = given.api !== "HTTP" || stage !== "$default";
  if (request.rawTarget !== undefined) {
    // It is the whole target, the stage included.
    const prefix = `/${stage}/`;
    return !options.stagePrefix && named && request.rawTarget.startsWith(prefix)
      ? request.rawTarget.slice(prefix.length - 1)
      : request.rawTarget;
  }
  const path = options.stagePrefix && named ? `/${stage}${request.path}` : request.path;
  if (request.rawQuery !== undefined) return `${path}?${request.rawQuery}`;
  return withParameters(path, linesOf(request.query));
}

/** A list means as many lines or parameters. */
function linesOf(
  values: Readonly<Record<string, string | readonly string[]>>,
): [name: string, value: string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}

function signed(
  request: RawRequest,
  signature: CaseSignature,
  principals: readonly Principal[],
  now: number,
): RawRequest {
  const principal = principals.find(({ name }) => name === signature.principal);
  if (principal === undefined) throw new Error(`there is no principal ${signature.principal}`);
  const { sessionToken } = signature;
  const options = {
    accessKey: signature.accessKey ?? principal.accessKey,
    secretKey: signature.secretKey ?? principal.secretKey,
    sessionToken: sessionToken === "expired" ? principal.sessionToken : sessionToken,
    service: signature.service,
    region: signature.region,
    time: now + 1000 * (signature.clockSkew ?? 0),
    expires: signature.expires ?? 300,
  };
  const done = signature.presign ? presignRequest(request, options) : signRequest(request, options);
  return tampered(done, signature.tamper);
}

/** Changes a request after it was signed. */
function tampered(request: RawRequest, tamper: CaseSignature["tamper"]): RawRequest {
  switch (tamper) {
    case undefined:
      return request;
    case "signature": {
      const flip = (text: string) =>
        text.replace(/(Signature=)([0-9a-f])/, (_, name: string, digit: string) =>
          [name, digit === "0" ? "1" : "0"].join(""),
        );
      const headers = request.headers.map(([name, value]): HeaderLine => [name, flip(value)]);
      return { ...request, target: flip(request.target), headers };
    }
    case "body":
      return { ...request, body: tamperedBody(request.body) };
    case "path":
      return { ...request, target: replaced(request.target, "/pets/7", "/pets/8") };
    case "query":
      return { ...request, target: replaced(request.target, "a=1", "a=2") };
  }
}

/** Other bytes of the same length. */
function tamperedBody(body: Buffer | undefined): Buffer {
  if (body === undefined || body.length === 0) throw new Error("there is no body to tamper with");
  const changed = Buffer.from(body);
  const last = changed.length - 1;
  changed[last] = changed[last] === 0x20 ? 0x0a : 0x20;
  return changed;
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no ${from} to tamper with in ${text}`);
  return text.replace(from, to);
}
