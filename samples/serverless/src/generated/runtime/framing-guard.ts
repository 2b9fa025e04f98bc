import type { IncomingMessage } from "node:http";
import { GatewayError } from "./gateway-error.js";
import { parseMediaType } from "./media-type.js";

/** How much of a request's head is taken. */
export interface HeadLimits {
  /** Header lines. */
  readonly headers: number;
  /** Bytes of names, values and line ends together. */
  readonly headerBytes: number;
  /** Whether the request line counts among those bytes. */
  readonly withRequestLine?: true;
}

/** How a request's body is framed. */
export interface BodyFraming {
  /** Bytes that `Content-Length` announces; 0 where there is none. */
  readonly length: number;
  readonly chunked: boolean;
}

const HOST = /^(?:[\w.~!$&'()*+,;=-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;

/**
 * Refuses what Node's parser lets pass, though servers read it differently: repeated or malformed
 * Host, any transfer coding but one `chunked`, chunks in HTTP/1.0, and a malformed or repeated
 * Content-Type on a request with a body (which could pass a validator that does not see JSON).
 * @returns how the body is framed, so that nobody else has to look (Node builds an object of all
 *   headers for whoever asks for one)
 */
export function guardFraming(request: IncomingMessage, limits: HeadLimits): BodyFraming {
  // Node's parser also takes 0.9 and 2.0, whose framing is another.
  if (request.httpVersionMajor !== 1) throw new GatewayError("bad-request");
  const raw = request.rawHeaders;
  if (raw.length > 2 * limits.headers) throw new GatewayError("headers-too-large");
  let bytes = limits.withRequestLine === true ? requestLineBytes(request) : 0;
  let hosts = 0;
  let contentTypes = 0;
  let mediaTypeOk = true;
  let length = 0;
  let chunked = false;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const value = raw[i + 1] ?? "";
    bytes += name.length + value.length + 4;
    // Only the lengths of the four names that matter; most headers need no lower-casing.
    switch (name.length) {
      case 4:
        if (name.toLowerCase() !== "host") break;
        hosts += 1;
        if (!HOST.test(value)) throw new GatewayError("bad-request");
        break;
      case 12:
        if (name.toLowerCase() !== "content-type") break;
        contentTypes += 1;
        mediaTypeOk &&= parseMediaType(value) !== undefined;
        break;
      case 14:
        if (name.toLowerCase() === "content-length") length = Number(value);
        break;
      case 17:
        if (name.toLowerCase() !== "transfer-encoding") break;
        if (chunked || value.toLowerCase() !== "chunked" || request.httpVersion === "1.0") {
          throw new GatewayError("bad-request");
        }
        chunked = true;
        break;
    }
  }
  if (bytes > limits.headerBytes) throw new GatewayError("headers-too-large");
  if (hosts > 1 || (hosts === 0 && request.httpVersion !== "1.0")) {
    throw new GatewayError("bad-request");
  }
  if (chunked && length > 0) throw new GatewayError("bad-request");
  const framing = { length, chunked };
  if (hasBody(framing) && (contentTypes > 1 || !mediaTypeOk)) {
    throw new GatewayError("unsupported-media-type");
  }
  return framing;
}

function requestLineBytes({ method = "", url = "" }: IncomingMessage): number {
  return `${method} ${url} HTTP/1.1\r\n`.length;
}

/** Whether a body is announced. */
export function hasBody({ length, chunked }: BodyFraming): boolean {
  return chunked || length > 0;
}
