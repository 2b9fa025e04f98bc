import { isUtf8 as isUtf8Text } from "node:buffer";
import type { Exchange } from "../exchange.js";
import { isUtf8, parseMediaType } from "../media-type.js";

/** A request's body as events tell it. */
export interface EventBody {
  /** Null for an empty one. */
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/** A body as base64, or as text in which bytes that are no UTF-8 become U+FFFD. */
export function eventBody({ body }: Exchange, isBytes: boolean): EventBody {
  if (body === undefined || body.length === 0) return { body: null, isBase64Encoded: false };
  return { body: body.toString(isBytes ? "base64" : "utf8"), isBase64Encoded: isBytes };
}

/** What Amazon's HTTP APIs tell as text, if it is UTF-8; all else is base64. */
const TEXT = /^(?:text\/.+|application\/(?:javascript|json|xml))$/;

/** A body as events of HTTP APIs tell it. */
export function httpApiBody(request: Exchange): EventBody {
  const contentType = request.header("content-type") ?? "";
  const isText = TEXT.test(parseMediaType(contentType) ?? "") && isUtf8(contentType);
  // What only claims to be UTF-8 would be lost.
  return eventBody(request, !isText || !isUtf8Text(request.body ?? Buffer.alloc(0)));
}
