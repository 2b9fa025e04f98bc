import { deflateSync, gzipSync } from "node:zlib";
import type { EncodedBody, RepeatedBody } from "./gateway-case.js";

/** The ways in which a case gives a body. */
export interface CaseBody {
  readonly body?: string | null;
  readonly bodyBase64?: string;
  readonly bodyRepeat?: RepeatedBody;
  readonly bodyEncoded?: EncodedBody;
}

/** The bytes that a case means; undefined for no body. */
export function bodyBytes({
  body,
  bodyBase64,
  bodyRepeat,
  bodyEncoded,
}: CaseBody): Buffer | undefined {
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, "base64");
  if (bodyRepeat !== undefined) return Buffer.alloc(bodyRepeat.bytes, bodyRepeat.text);
  if (bodyEncoded !== undefined) return encode(bodyEncoded);
  return typeof body === "string" ? Buffer.from(body) : undefined;
}

function encode({ text, coding }: EncodedBody): Buffer {
  switch (coding) {
    case "identity":
      return Buffer.from(text);
    case "gzip":
      return gzipSync(text);
    case "gzip-truncated":
      return gzipSync(text).subarray(0, -8);
    case "deflate":
      return deflateSync(text);
    default:
      throw new Error(`cases have no coding ${coding}`);
  }
}
