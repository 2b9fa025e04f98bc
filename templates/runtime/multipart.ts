import { type BodyReader, decodeText } from "./body-reader.js";
import { fileField } from "./field.js";
import { type FieldReaders, formObject } from "./form-object.js";
import { isUtf8, parseMediaType } from "./media-type.js";
import { multipartParts, type Part } from "./multipart-parts.js";
import { asSent, type SentField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";
import type { Validator } from "./validation.js";

/**
 * Reads forms of named parts (`multipart/form-data`, RFC 7578), fields and files alike.
 * @param fields how the fields are read that are not files
 */
export function multipart(validator: Validator, fields: FieldReaders = {}): BodyReader {
  return {
    validator,
    read(body, request) {
      const parts = readParts(body, request.header("content-type") ?? "");
      const sent = parts.map((part) => [part.name, new SentPart(part)] as const);
      return formObject(sent, fields, fileField());
    },
  };
}

function readParts(body: Buffer, contentType: string): readonly Part[] {
  try {
    return multipartParts(body, contentType);
  } catch (error) {
    throw new Unreadable("format", `is not a multipart form: ${(error as Error).message}`);
  }
}

class SentPart implements SentField {
  readonly decode = asSent;
  readonly #part: Part;

  constructor(part: Part) {
    this.#part = part;
  }

  get mediaType(): string | undefined {
    return parseMediaType(this.#part.contentType);
  }

  get text(): string {
    const { bytes, contentType } = this.#part;
    if (!isUtf8(contentType)) throw new Error("is in another charset");
    return decodeText(bytes);
  }

  get encoded(): string {
    return this.text;
  }

  get binary(): string {
    return this.#part.bytes.toString("latin1");
  }
}
