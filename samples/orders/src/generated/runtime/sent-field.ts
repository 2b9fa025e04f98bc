import { Unreadable } from "./unreadable.js";

/** A parameter, or a field of a form, as it was sent. */
export interface SentField {
  /** As text; throws if it is none. */
  readonly text: string;
  /** The same before it is decoded. */
  readonly encoded: string;
  readonly decode: (encoded: string) => string;
  /** Its bytes, a character each. */
  readonly binary: string;
  /** In lower case, without parameters; undefined where the form has none. */
  readonly mediaType: string | undefined;
  /** What follows the name of a parameter whose members are sent by their own names: `[from]`. */
  readonly suffix?: string;
}

export function sentText(encoded: string, decode: SentField["decode"]): SentField {
  const text = decode(encoded);
  return { text, encoded, decode, binary: text, mediaType: undefined };
}

/** What needs no decoding. */
export function asSent(text: string): string {
  return text;
}

/** More values than this no field has. */
const MAX_VALUES = 10_000;

/**
 * The values in one field, of which there is at least one. What delimits in URIs, such as `,`, separates
 * them as it is, and belongs to a value where it is encoded (RFC 6570, section 3.2.1); what means the
 * same or could not stand there at all otherwise, such as a space, separates them encoded as well.
 */
export function splitField(field: SentField, separator: string): readonly SentField[] {
  const isDelimiter = /^[,;]/.test(separator);
  const [written, decode] = isDelimiter ? [field.encoded, field.decode] : [field.text, asSent];
  const pieces = written.split(separator, MAX_VALUES + 1);
  if (pieces.length > MAX_VALUES) throw new Unreadable("maxItems", "has too many values");
  return pieces.map((piece) => sentText(piece, decode));
}
