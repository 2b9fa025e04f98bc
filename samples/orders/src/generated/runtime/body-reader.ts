import type { Exchange } from "./exchange.js";
import type { Problems, Validator } from "./validation.js";

/** Makes a value of a body that is not JSON, which a schema's validator then checks. */
export interface BodyReader {
  readonly validator: Validator;
  /** The value; undefined where the body is malformed, which is noted. */
  read(body: Buffer, request: Exchange, problems: Problems): unknown;
}

/** Text of a body or a field; throws for bytes that are no UTF-8. */
export function decodeText(bytes: Buffer): string {
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
