import type { Exchange } from "./exchange.js";
import type { Validator } from "./validation.js";

/** Makes a value of a body that is not JSON, which a schema's validator then checks. */
export interface BodyReader {
  readonly validator: Validator;
  /** The value, or a promise of it; throws, or rejects with, what is unreadable. */
  read(body: Buffer, request: Exchange): unknown;
}

/** Text of a body or a field; throws for bytes that are no UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
