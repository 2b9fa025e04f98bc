import { decodeText } from "./body-reader.js";
import { MAX_FIELDS } from "./form-object.js";
import { isExtended, parseMediaType, parseParameters } from "./media-type.js";

/** A named part of a form. */
export interface Part {
  readonly name: string;
  /** With its parameters, well-formed. */
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** More bytes of headers than this no part has. */
const MAX_HEAD_BYTES = 8192;

/** RFC 2046, section 5.1.1. */
const BOUNDARY = /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/;

/**
 * The parts of a multipart form (RFC 2046, section 5.1; RFC 7578, section 4). Throws what is wrong
 * with one in which readers may find other parts: what comes before, behind or between them, a
 * boundary that does not stand alone in its line, headers that are malformed or say something twice.
 */
export function multipartParts(body: Buffer, contentType: string): readonly Part[] {
  const parameters = parseParameters(contentType) ?? new Map<string, string>();
  const boundary = parameters.get("boundary") ?? "";
  if (!BOUNDARY.test(boundary) || isExtended(parameters, "boundary"))
    throw new Error("it has no boundary");
  const dashed = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  const start = twoAt(body, 0) === CRLF ? 2 : 0;
  for (let at = start; ;) {
    const after = at + dashed.length;
    if (!body.subarray(at, after).equals(dashed)) throw new Error("it begins with no boundary");
    if (twoAt(body, after) === "--") {
      const rest = body.subarray(after + 2).toString("latin1");
      if (rest !== "" && rest !== CRLF) throw new Error("it does not end with its boundary");
      return parts;
    }
    const end = body.indexOf(dashed, after);
    if (end === -1) throw new Error("it breaks off");
    if (twoAt(body, after) !== CRLF || twoAt(body, end - 2) !== CRLF) {
      throw new Error("a boundary does not stand alone in its line");
    }
    parts.push(readPart(body.subarray(after + 2, end - 2)));
    if (parts.length > MAX_FIELDS) throw new Error("it has too many parts");
    at = end;
  }
}

const CRLF = "\r\n";

function twoAt(body: Buffer, at: number): string {
  return body.toString("latin1", Math.max(at, 0), at + 2);
}

function readPart(part: Buffer): Part {
  const end = part.subarray(0, MAX_HEAD_BYTES).indexOf("\r\n\r\n");
  if (end === -1) throw new Error("a part has no headers");
  const headers = readHeaders(part.toString("latin1", 0, end));
  const coding = headers.get("content-transfer-encoding") ?? "binary";
  if (!/^(?:7bit|8bit|binary)$/i.test(coding)) throw new Error("a part is encoded");
  const contentType = headers.get("content-type") ?? "text/plain";
  const mediaType = parseMediaType(contentType);
  if (mediaType === undefined || parseParameters(contentType) === undefined) {
    throw new Error("a part has a malformed media type");
  }
  if (mediaType.startsWith("multipart/")) throw new Error("a part has parts of its own");
  const name = nameIn(headers.get("content-disposition") ?? "");
  const bytes = part.subarray(end + 4);
  // RFC 7578, section 4.6: it would say in which charset the others are.
  if (name === "_charset_" && !/^utf-?8$/i.test(bytes.toString("latin1"))) {
    throw new Error("its texts are in another charset");
  }
  return { name, contentType, bytes };
}

/** RFC 9110, section 5.6.2, and of values what is no control character. */
const HEADER = /^([!#$%&'*+\-.^_`|~\w]+):[\t ]*((?:[!-~\u0080-\u00ff][\t -~\u0080-\u00ff]*)?)$/;

function readHeaders(head: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split(CRLF)) {
    const [, name, value = ""] = HEADER.exec(line) ?? [];
    if (name === undefined) throw new Error("a header of a part is malformed");
    if (headers.has(name.toLowerCase())) throw new Error("a header of a part stands there twice");
    headers.set(name.toLowerCase(), value);
  }
  return headers;
}

/** Readers differ in what a backslash of a name is, and in where a text ends that has a `\"`. */
function nameIn(disposition: string): string {
  const parameters = parseParameters(disposition) ?? new Map<string, string>();
  const name = parameters.get("name");
  const isForm = /^form-data[\t ]*;/i.test(disposition);
  const isPlain = name?.includes("\\") === false && !disposition.includes('\\"');
  if (name === undefined || !isPlain || !isForm || isExtended(parameters, "name")) {
    throw new Error("a part has no plain name");
  }
  try {
    return decodeText(Buffer.from(name, "latin1"));
  } catch (cause) {
    throw new Error("the name of a part is not UTF-8", { cause });
  }
}
