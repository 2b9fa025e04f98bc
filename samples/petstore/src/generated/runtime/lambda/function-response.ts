import type { Exchange } from "../exchange.js";
import { GatewayError } from "../gateway-error.js";
import { removeHeader } from "../header-values.js";
import { isHeaderValue } from "../mapping.js";
import { upstreamHeaders } from "../proxied-headers.js";
import type { FunctionAnswer } from "./lambda-function.js";

/** What a function says of the response. */
export interface FunctionResponse {
  readonly status: number;
  /** Names and values alternating. */
  readonly headers: readonly string[];
  readonly body: string;
  /** Whether the function says that the body is base64 of the one for the client. */
  readonly isBase64Encoded: boolean;
}

/** Why a function's answer is no response; its code is what the access log tells. */
class FunctionFault extends Error {
  override readonly name = "FunctionFault";
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Fails a request whose function gave no response. */
export function malformed(code: string): never {
  throw new GatewayError("bad-response", { cause: new FunctionFault(code) });
}

/** What a function returned; throws if it failed. */
export function payloadOf({ payload, failed }: FunctionAnswer): string {
  return failed ? malformed("FUNCTION_FAILED") : payload;
}

type Members = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object. */
export function isJsonObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `statusCode`: an integer, or the digits of one. */
export function readStatus(value: unknown): number {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^[2-5]\d\d$/.test(text) ? Number(text) : malformed("STATUS_CODE");
}

/** `headers`: scalars by name. */
export function readHeaders(value: unknown): [name: string, value: string][] {
  return Object.entries(membersOf(value, "HEADERS"))
    .filter(([, each]) => each !== null)
    .map(([name, each]) => [name, readScalar(each, "HEADERS")]);
}

/** `multiValueHeaders`: lists of scalars by name. */
export function readMultiValueHeaders(value: unknown): [name: string, values: string[]][] {
  return Object.entries(membersOf(value, "MULTI_VALUE_HEADERS")).map(([name, values]) => [
    name,
    readList(values, "MULTI_VALUE_HEADERS"),
  ]);
}

/** A list of scalars, as text. */
export function readList(value: unknown, code: string): string[] {
  return Array.isArray(value) ? value.map((each) => readScalar(each, code)) : malformed(code);
}

/** `body`: a text, or nothing. */
export function readBody(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : malformed("BODY");
}

/**
 * A function's headers that go to the client: those that an upstream's answer could have, without
 * what cannot be sent.
 */
export function functionHeaders(sent: readonly string[], request: Exchange): string[] {
  const { droppedResponseHeaders, remappedResponseHeaders } = request.settings.family;
  const sendable = sent.filter((_, i) => {
    const name = sent[i - (i % 2)] ?? "";
    return TOKEN.test(name) && isHeaderValue(sent[i - (i % 2) + 1] ?? "");
  });
  const headers = upstreamHeaders(sendable, droppedResponseHeaders, remappedResponseHeaders);
  // The gateway says how long a body is that it holds.
  removeHeader(headers, "content-length");
  return headers;
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

function membersOf(value: unknown, code: string): Members {
  if (value === undefined || value === null) return {};
  return isJsonObject(value) ? value : malformed(code);
}

function readScalar(value: unknown, code: string): string {
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  return isScalar ? String(value) : malformed(code);
}
