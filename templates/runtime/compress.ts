import { promisify } from "node:util";
import { deflate, gzip } from "node:zlib";
import { MAX_BODY_BYTES } from "./body.js";
import { headerValues, removeHeader } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";
import type { Compress } from "./pipeline.js";
import { UpstreamBody } from "./upstream-body.js";

const ENCODERS = new Map([
  ["gzip", promisify(gzip)],
  ["deflate", promisify(deflate)],
]);

/**
 * Compresses responses as Amazon API Gateway does: those of at least so many bytes that the
 * integration has not encoded, if the coding that the client wants most is gzip or deflate.
 */
export function compress(minBytes: number): Compress {
  return async (response, request) => {
    if (request.route.integration.streams === true) return response;
    const coding = chooseCoding(request.headerAll("accept-encoding") ?? "");
    const encode = ENCODERS.get(coding);
    if (encode === undefined || headerValues(response.headers, "content-encoding").length > 0) {
      return response;
    }
    const body = await wholeBody(response, minBytes);
    if (body === undefined || body.length === 0 || body.length < minBytes) return response;
    const headers = [...response.headers, "Content-Encoding", coding];
    removeHeader(headers, "content-length");
    return { ...response, headers, body: await encode(body) };
  };
}

/** Undefined for what is not compressed in any case: it streams. */
async function wholeBody({ body }: GatewayResponse, minBytes: number): Promise<Buffer | undefined> {
  if (!(body instanceof UpstreamBody)) return body;
  return (body.length ?? minBytes) < minBytes ? undefined : body.peek(MAX_BODY_BYTES);
}

/**
 * Of the codings with the greatest weight the first that Amazon knows. `*` names none of them, nor
 * does a client that says nothing.
 */
function chooseCoding(accepted: string): string {
  const wanted = accepted.split(",").flatMap((item) => {
    const [, name, weight = "1"] = ACCEPTED.exec(item) ?? [];
    return name === undefined ? [] : [{ name: name.toLowerCase(), weight: Number(weight) }];
  });
  const greatest = wanted.reduce((most, { weight }) => Math.max(most, weight), 0);
  const best = wanted.filter(({ weight }) => weight > 0 && weight === greatest);
  return best.find(({ name }) => name === "identity" || ENCODERS.has(name))?.name ?? "identity";
}

const ACCEPTED = /^\s*([^\s;]+)\s*(?:;\s*q=(\d(?:\.\d*)?)\s*)?$/i;
