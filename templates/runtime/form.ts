import { type BodyReader, decodeText } from "./body-reader.js";
import { scalarField } from "./field.js";
import { type FieldReaders, formObject } from "./form-object.js";
import { Unreadable } from "./unreadable.js";
import type { Validator } from "./validation.js";

/**
 * Reads `application/x-www-form-urlencoded` (WHATWG URL, section 5.1), but takes nothing that readers
 * disagree on: what is not percent-encoded UTF-8 is malformed.
 * @param fields how the fields are read that are not texts
 */
export function form(validator: Validator, fields: FieldReaders = {}): BodyReader {
  return {
    validator,
    read: (body) => formObject(parseForm(body), fields, scalarField()),
  };
}

function parseForm(body: Buffer) {
  try {
    const pairs = decodeText(body)
      .split("&")
      .filter((pair) => pair !== "");
    return pairs.map((pair) => {
      const [name = "", ...value] = pair.split("=");
      const text = decode(value.join("="));
      return [decode(name), { text, binary: text, mediaType: undefined }] as const;
    });
  } catch {
    throw new Unreadable("format", "is not a form whose texts are percent-encoded UTF-8");
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
