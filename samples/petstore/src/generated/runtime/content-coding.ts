import { decodeContent, isTooLarge } from "./decode-content.js";
import type { Exchange } from "./exchange.js";
import type { BodyDecoder } from "./family.js";
import { GatewayError } from "./gateway-error.js";

/**
 * What decodes a request's body by its `Content-Encoding`: gzip, deflate, or nothing. Other codings
 * are refused, and so is what is broken, or larger than the limit when it is decoded.
 */
export function bodyDecoder(request: Exchange): BodyDecoder | undefined {
  const coding = request.headerAll("content-encoding")?.toLowerCase() ?? "identity";
  if (coding === "identity") return undefined;
  if (coding !== "gzip" && coding !== "deflate") throw new GatewayError("unsupported-media-type");
  return async (body) => {
    try {
      return await decodeContent(body, coding, request.bodyLimit);
    } catch (cause) {
      const kind = isTooLarge(cause) ? "payload-too-large" : "unsupported-media-type";
      throw new GatewayError(kind, { cause });
    }
  };
}
