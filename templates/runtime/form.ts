import { type BodyReader, decodeText } from "./body-reader.js";
import { scalarField } from "./field.js";
import { type FieldReaders, formObject, MAX_FIELDS } from "./form-object.js";
import { sentText } from "./sent-field.js";
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
  const pairs = spaced(body).split("&", MAX_FIELDS + 1);
  if (pairs.length > MAX_FIELDS) throw new Unreadable("maxProperties", "has too many fields");
  try {
    return pairs.flatMap((pair) => {
      if (pair === "") return [];
      const equals = pair.indexOf("=");
      const end = equals === -1 ? pair.length : equals;
      const name = decodeURIComponent(pair.slice(0, end));
      return [[name, sentText(pair.slice(end + 1), decodeURIComponent)] as const];
    });
  } catch {
    throw malformed();
  }
}

/** With the spaces for which `+` stands; byte by byte, since a form may be millions of them. */
function spaced(body: Buffer): string {
  try {
    return decodeText(body.map((byte) => (byte === PLUS ? SPACE : byte)));
  } catch {
    throw malformed();
  }
}

const PLUS = 0x2b;
const SPACE = 0x20;

function malformed(): Unreadable {
  return new Unreadable("format", "is not a form whose texts are percent-encoded UTF-8");
}
