import { MAX_BODY_BYTES } from "./body.js";
import type { DeclaredContent } from "./declared-content.js";
import { declaredFor, firstOf } from "./declared-content.js";
import { decodeContent, isContentCoding, isTooLarge } from "./decode-content.js";
import type { Exchange } from "./exchange.js";
import type { Problem } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";
import { parseJson } from "./json.js";
import { logMismatch } from "./log-mismatch.js";
import { isJsonMediaType, parseMediaType } from "./media-type.js";
import type { Route } from "./route.js";
import { UpstreamBody } from "./upstream-body.js";
import type { Validator } from "./validation.js";
import { findProblems } from "./validation.js";

/** What an operation may answer: by status, range of statuses (`2XX`) or `default`. */
export type DeclaredResponses = Readonly<Record<string, DeclaredContent | "anything">>;

/**
 * Checks responses as the document declares them: the status, the media type, and JSON by its schema.
 * What is wrong is logged, with the places but no values. Then `warn` lets the response pass, and
 * `enforce` refuses it.
 */
export function checkResponse(
  mode: "warn" | "enforce",
  declared: DeclaredResponses,
): NonNullable<Route["validateResponse"]> {
  return async (response, request) => {
    const problems = await problemsOf(response, request, declared);
    if (problems === undefined) return;
    const { status, body } = response;
    logMismatch("response", request, { problem: "bad-response", status, at: problems });
    if (mode === "warn") return;
    if (body instanceof UpstreamBody) body.cancel();
    throw new GatewayError("bad-response");
  };
}

/** Where something is wrong, of which a log may tell. */
type Place = Pick<Problem, "in" | "at" | "keyword">;

async function problemsOf(
  response: GatewayResponse,
  request: Exchange,
  declared: DeclaredResponses,
): Promise<readonly Place[] | undefined> {
  const { status, headers } = response;
  const content = firstOf(declared, [String(status), `${Math.floor(status / 100)}XX`, "default"]);
  if (content === undefined) return [{ in: "status", at: "" }];
  if (content === "anything" || isBodiless(status, request)) return undefined;
  const { defaultContentType = "" } = request.settings.family;
  // Several make none: clients would differ in which they take.
  const written = headerValues(headers, "content-type").join(",") || defaultContentType;
  const mediaType = parseMediaType(written);
  const validator = declaredFor(content, mediaType ?? "");
  if (mediaType === undefined || validator === undefined) {
    return [{ in: "header", at: "content-type" }];
  }
  if (validator === "anything" || !isJsonMediaType(mediaType)) return undefined;
  const json = await readPlain(response);
  return Buffer.isBuffer(json) ? jsonProblems(json, validator, request) : [json];
}

function isBodiless(status: number, request: Exchange): boolean {
  return request.method === "HEAD" || status === 204 || status === 304;
}

/** The whole body without its content coding, or why it cannot be checked. What is sent stays. */
async function readPlain({ headers, body = NO_BYTES }: GatewayResponse): Promise<Buffer | Place> {
  const coding = headerValues(headers, "content-encoding").join(",").toLowerCase() || "identity";
  if (coding !== "identity" && !isContentCoding(coding)) return UNDECODABLE;
  const sent = body instanceof UpstreamBody ? await body.peek(MAX_BODY_BYTES) : body;
  if (sent === undefined) return TOO_LARGE;
  if (coding === "identity") return sent;
  try {
    return await decodeContent(sent, coding, MAX_BODY_BYTES);
  } catch (error) {
    return isTooLarge(error) ? TOO_LARGE : UNDECODABLE;
  }
}

const NO_BYTES = Buffer.alloc(0);
const UNDECODABLE: Place = { in: "header", at: "content-encoding" };
const TOO_LARGE: Place = { in: "body", at: "", keyword: "size" };

function jsonProblems(bytes: Buffer, validator: Validator, { route }: Exchange) {
  let value: unknown;
  try {
    value = parseJson(bytes);
  } catch {
    return [{ in: "body", at: "", keyword: "json" }];
  }
  return findProblems(value, validator, "body", route.errors);
}
