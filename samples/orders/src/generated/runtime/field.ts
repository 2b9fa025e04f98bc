import { parseJson } from "./json.js";
import { type SentField, sentText, splitField } from "./sent-field.js";
import { Unreadable } from "./unreadable.js";

/** Reads what a field was sent with, once or several times, as the value that its schema describes. */
export type FieldReader = (sent: readonly SentField[]) => unknown;

/** The types that a text may stand for besides itself. */
export type TextType = "boolean" | "integer" | "null" | "number";

/** A text as the first of these types that it is written as; else as it is. An empty text is null. */
export function readText(text: string, types: readonly TextType[]): unknown {
  if (types.includes("null") && text === "") return null;
  if (types.includes("integer") && INTEGER.test(text)) return Number(text);
  if (types.includes("number") && NUMBER.test(text)) return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** In decimal digits alone: what reads integers often takes nothing else. */
export const INTEGER = /^-?(?:0|[1-9]\d*)$/;

/** As JSON writes numbers (RFC 8259, section 6). */
export const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A text, number, true or false. */
export function scalarField(...types: readonly TextType[]): FieldReader {
  return single(({ text }) => readText(text, types));
}

/** A list: one item a repetition of the field, or all in one with a separator between. */
export function listField(item: FieldReader, separator?: string): FieldReader {
  return (sent) => {
    const values = separator === undefined ? sent : splitField(onlyOne(sent), separator);
    return values.map((each) => item([each]));
  };
}

/** What stands in front of a text (styles `label` and `matrix` of OpenAPI), and then the rest of it. */
export function prefixedField(prefix: string, rest: FieldReader): FieldReader {
  return (sent) =>
    rest(
      sent.map(({ encoded, decode }) => {
        if (encoded.startsWith(prefix)) return sentText(encoded.slice(prefix.length), decode);
        throw new Unreadable("style", `must begin with "${prefix}"`);
      }),
    );
}

/** A value written as JSON. */
export function jsonField(): FieldReader {
  return single(({ text }) => {
    try {
      return parseJson(Buffer.from(text));
    } catch {
      throw new Unreadable("json", "must be JSON that all readers agree on");
    }
  });
}

/** A file of one of these media types or ranges; any, if there are none. Its bytes count as characters. */
export function fileField(...mediaTypes: readonly string[]): FieldReader {
  return single(({ binary, mediaType = "" }) => {
    const names = [mediaType, mediaType.replace(/\/.*$/, "/*"), "*/*"];
    if (mediaTypes.length > 0 && !mediaTypes.some((each) => names.includes(each))) {
      throw new Unreadable("contentType", `must be ${mediaTypes.join(" or ")}`);
    }
    return binary;
  });
}

function single(read: (field: SentField) => unknown): FieldReader {
  return (sent) => read(onlyOne(sent));
}

/** The only field of its name. */
export function onlyOne([first, ...more]: readonly SentField[]): SentField {
  if (first !== undefined && more.length === 0) return first;
  throw new Unreadable("type", "must be sent once");
}
