import { Readable } from "node:stream";
import { firstOf } from "./declared-content.js";
import type { Exchange } from "./exchange.js";
import type { AnswerHeaders } from "./handler-contract.js";
import { headerValues } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";
import { isHeaderValue } from "./mapping.js";
import { isJsonMediaType, parseMediaType } from "./media-type.js";
import { upstreamHeaders } from "./proxied-headers.js";
import { bufferOf, readableBody } from "./readable-body.js";

/** What a handler may give, as far as this file looks at it. */
export interface AnyAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: AnswerHeaders;
  readonly body?: unknown;
}

/** The media type of bodies, by status, range of statuses (`2XX`) or `default`. */
export type ContentTypes = Readonly<Record<string, string>>;

/** The response that a handler's answer makes; throws for one that cannot be sent. */
export function handledResponse(
  answer: AnyAnswer,
  declared: ContentTypes,
  request: Exchange,
): GatewayResponse {
  const { status, body } = answer;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError("a handler answered with a status that is none of 200 to 599");
  }
  const headers = headersOf(answer.headers ?? {});
  if (body === undefined || status === 204 || status === 304) {
    if (body instanceof Readable) body.destroy();
    return { status, headers, body: undefined };
  }
  const contentType = contentTypeOf(answer, declared);
  if (headerValues(headers, "content-type").length === 0) {
    headers.push(...headersOf({ "Content-Type": contentType }));
  }
  if (body instanceof Readable) return { status, headers, body: readableBody(body, request) };
  if (body instanceof Uint8Array) return { status, headers, body: bufferOf(body) };
  const mediaType = parseMediaType(headerValues(headers, "content-type").at(-1) ?? "") ?? "";
  return { status, headers, body: Buffer.from(textOf(body, isJsonMediaType(mediaType))) };
}

function contentTypeOf({ status, contentType }: AnyAnswer, declared: ContentTypes): string {
  const ranges = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  return contentType ?? firstOf(declared, ranges) ?? "application/json";
}

function textOf(body: unknown, isJson: boolean): string {
  const text = isJson ? (JSON.stringify(body) as unknown) : body;
  if (typeof text === "string") return text;
  throw new TypeError(
    isJson
      ? "a handler answered with a body that JSON cannot say"
      : "a handler answered with a body that is no JSON, and no text, bytes or stream",
  );
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** What is sent has a length of its own. */
const FRAMING = new Set(["content-length"]);

/** Names and values alternating, without those that concern the connection. */
function headersOf(given: AnswerHeaders): string[] {
  const headers = Object.entries(given).flatMap(([name, values]) =>
    [values ?? []].flat().flatMap((value) => {
      if (HEADER_NAME.test(name) && isHeaderValue(value)) return [name, value];
      throw new TypeError("a handler answered with a header that cannot be sent");
    }),
  );
  return upstreamHeaders(headers, FRAMING);
}
