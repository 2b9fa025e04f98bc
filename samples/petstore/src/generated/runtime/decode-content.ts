import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

const DECODERS = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** A value of `Content-Encoding` that can be decoded. */
export type ContentCoding = keyof typeof DECODERS;

export function isContentCoding(coding: string): coding is ContentCoding {
  return Object.hasOwn(DECODERS, coding);
}

/** Makes content plain. Fails when it is broken, or has more than `limit` bytes when it is plain. */
export async function decodeContent(
  content: Buffer,
  coding: ContentCoding,
  limit: number,
): Promise<Buffer> {
  return content.length === 0 ? content : DECODERS[coding](content, { maxOutputLength: limit });
}

/** Whether decoding failed since the plain content is larger than the limit. */
export function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
}
