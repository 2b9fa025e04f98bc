import { type BodyReader, decodeText } from "./body-reader.js";
import { readText, type TextType } from "./field.js";
import { Unreadable } from "./unreadable.js";
import type { Validator } from "./validation.js";

/** Reads a body of text, in UTF-8, which may stand for values of these types. */
export function textBody(validator: Validator, ...types: readonly TextType[]): BodyReader {
  return {
    validator,
    read(body) {
      try {
        return readText(decodeText(body), types);
      } catch {
        throw new Unreadable("format", "is not UTF-8 text");
      }
    },
  };
}
