import { MAX_BODY_BYTES } from "./body.js";
import { decodeContent, isContentCoding, isTooLarge } from "./decode-content.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";
import { parseJson } from "./json.js";
import { logMismatch } from "./log-mismatch.js";
import { isJsonMediaType, isUtf8, parseMediaType } from "./media-type.js";
import { setHeader } from "./proxied-headers.js";
import { runTransform } from "./run-transform.js";
import type { TransformedRequest, TransformedResponse } from "./transform.js";
import { UpstreamBody } from "./upstream-body.js";

/** A hook for responses, whatever it takes. */
export type TransformAnyResponse = (
  body: never,
  request: TransformedRequest,
  response: TransformedResponse,
) => unknown;

/**
 * A response with the body that a hook makes of it: of JSON with a status of 2xx. All others are what
 * they were. What should be JSON and is not, or has more than 10 MB, is refused rather than passed.
 */
export async function transformResponse(
  response: GatewayResponse,
  transform: TransformAnyResponse,
  request: Exchange,
): Promise<GatewayResponse> {
  const { status } = response;
  if (status < 200 || status > 299) return response;
  const contentType = jsonType(response, request);
  if (contentType === undefined) return response;
  const headers = withoutStale(response.headers);
  if (!isUtf8(contentType)) setHeader(headers, "Content-Type", parseMediaType(contentType) ?? "");
  if (request.method === "HEAD") return { ...response, headers };
  const given = await readJson(response, request);
  if (given === undefined) return response;
  const answer = { status, header: (name: string) => headerValues(response.headers, name).at(-1) };
  const run = () => transform(given as never, request, answer);
  return { status, headers, body: await runTransform("response", request, run) };
}

const STALE =
  /^(?:x-amzn-remapped-)?(?:accept-ranges|content-(?:digest|encoding|length|md5|range)|digest|etag|repr-digest)$/i;

/** Headers, names and values alternating, without those that speak of the very bytes of a body. */
export function withoutStale(headers: readonly string[]): string[] {
  return headers.filter((_, i) => !STALE.test(headers[i - (i % 2)] ?? ""));
}

/** What the response says that it is, if that is JSON. */
function jsonType(response: GatewayResponse, request: Exchange): string | undefined {
  const written = headerValues(response.headers, "content-type");
  const { defaultContentType = "" } = request.settings.family;
  const types = written.length === 0 ? [defaultContentType] : written;
  // Where readers may take it for JSON or not, they must not get it as it came.
  const isDoubtful = written.length > 1 || written.some((each) => !parseMediaType(each));
  if (isDoubtful) refuse(response, request, { in: "header", at: "content-type" });
  return types.find((each) => isJsonMediaType(parseMediaType(each) ?? ""));
}

/** The body's value; undefined where there is no body. */
async function readJson(response: GatewayResponse, request: Exchange): Promise<unknown> {
  const { headers, body } = response;
  const sent = body instanceof UpstreamBody ? await body.peek(MAX_BODY_BYTES) : body;
  if (body !== undefined && sent === undefined) {
    return refuse(response, request, { in: "body", at: "", keyword: "size" });
  }
  if (sent === undefined || sent.length === 0) return undefined;
  const coding = headerValues(headers, "content-encoding").join(",").toLowerCase() || "identity";
  if (coding !== "identity" && !isContentCoding(coding)) {
    return refuse(response, request, { in: "header", at: "content-encoding" });
  }
  try {
    const plain = coding === "identity" ? sent : await decodeContent(sent, coding, MAX_BODY_BYTES);
    return parseJson(plain);
  } catch (error) {
    const keyword = isTooLarge(error) ? "size" : "json";
    return refuse(response, request, { in: "body", at: "", keyword });
  }
}

function refuse(
  { status, body }: GatewayResponse,
  request: Exchange,
  place: { readonly in: string; readonly at: string; readonly keyword?: string },
): never {
  logMismatch("response", request, { problem: "bad-response", status, at: [place] });
  if (body instanceof UpstreamBody) body.cancel();
  throw new GatewayError("bad-response");
}
