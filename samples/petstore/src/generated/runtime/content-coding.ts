import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import type { Exchange } from "./exchange.js";
import type { BodyDecoder } from "./family.js";
import { GatewayError } from "./gateway-error.js";

const DECODERS = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/**
 * What decodes a request's body by its `Content-Encoding`: gzip, deflate, or nothing. Other codings
 * are refused, and so is what is broken, or larger than the limit when it is decoded.
 */
export function bodyDecoder(request: Exchange): BodyDecoder | undefined {
  const coding = request.headerAll("content-encoding")?.toLowerCase() ?? "identity";
  if (coding === "identity") return undefined;
  if (coding !== "gzip" && coding !== "deflate") throw new GatewayError("unsupported-media-type");
  return async (body) => {
    if (body.length === 0) return body;
    try {
      return await DECODERS[coding](body, { maxOutputLength: request.bodyLimit });
    } catch (cause) {
      const large = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
      throw new GatewayError(large ? "payload-too-large" : "unsupported-media-type", { cause });
    }
  };
}
