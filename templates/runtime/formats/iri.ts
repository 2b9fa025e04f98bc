import { isUri, isUriReference } from "./uri.js";

/** `IRI` of RFC 3987, section 2.2: `https://example.com/hündchen`. */
export function isIri(text: string): boolean {
  return isUri(toUri(text));
}

/** `IRI-reference` of RFC 3987, section 2.2, which needs no scheme: `../hündchen`. */
export function isIriReference(text: string): boolean {
  return isUriReference(toUri(text));
}

/**
 * A URI that is one if and only if a text is an IRI: characters beyond ASCII are allowed exactly
 * where percent-encoded octets are (RFC 3987, section 3.1), and private ones in queries.
 */
function toUri(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  const encoded = text.replaceAll(UCSCHAR, "%20");
  const fragment = encoded.indexOf("#");
  const end = fragment === -1 ? encoded.length : fragment;
  const query = encoded.indexOf("?");
  if (query === -1 || query > end) return encoded;
  const inQuery = encoded.slice(query, end).replaceAll(IPRIVATE, "%20");
  return encoded.slice(0, query) + inQuery + encoded.slice(end);
}

const ASTRAL = String.raw`(?![\u{e0000}-\u{e0fff}]|\p{Noncharacter_Code_Point})[\u{10000}-\u{effff}]`;
const UCSCHAR = new RegExp(String.raw`[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]|${ASTRAL}`, "gu");
const IPRIVATE = /[\ue000-\uf8ff]|(?!\p{Noncharacter_Code_Point})[\u{f0000}-\u{10ffff}]/gu;
