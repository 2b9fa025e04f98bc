import type { AsciiSet } from "./ascii.js";
import { digitsEnd, isHexDigit, isLetter, lettersDigitsAnd, membersEnd } from "./ascii.js";
import { isIpv6 } from "./ipv6.js";

/** `URI` of RFC 3986, section 3: `https://example.com/pets?limit=1#first`. */
export function isUri(text: string): boolean {
  const start = schemeEnd(text);
  return start > 0 && isHierarchicalFrom(text, start);
}

/** `URI-reference` of RFC 3986, section 4.1, which needs no scheme: `../pets#first`. */
export function isUriReference(text: string): boolean {
  const start = schemeEnd(text);
  if (start > 0) return isHierarchicalFrom(text, start);
  // What stands before a colon in the first segment would be a scheme (section 4.2).
  const colon = text.indexOf(":");
  const segment = encodedEnd(SEGMENT, text, 0);
  return (colon === -1 || colon >= segment) && isHierarchicalFrom(text, 0);
}

/** RFC 3986, appendix A. */
const UNRESERVED = "-._~";
const SUB_DELIMS = "!$&'()*+,;=";
const SCHEME = lettersDigitsAnd("+-.");
const USERINFO = lettersDigitsAnd(`${UNRESERVED}${SUB_DELIMS}:`);
const SEGMENT = lettersDigitsAnd(`${UNRESERVED}${SUB_DELIMS}:@`);
const PATH = lettersDigitsAnd(`${UNRESERVED}${SUB_DELIMS}:@/`);
const QUERY = lettersDigitsAnd(`${UNRESERVED}${SUB_DELIMS}:@/?`);

/** The place after a scheme and its colon; 0 if there is none. */
function schemeEnd(text: string): number {
  if (!isLetter(text.charCodeAt(0))) return 0;
  const end = membersEnd(SCHEME, text, 1);
  return text[end] === ":" ? end + 1 : 0;
}

/** Whether a text is an authority, a path, a query and a fragment from `start` to its end. */
function isHierarchicalFrom(text: string, start: number): boolean {
  let at = text.startsWith("//", start) ? authorityEnd(text, start + 2) : start;
  if (at === -1) return false;
  at = encodedEnd(PATH, text, at);
  if (text[at] === "?") at = encodedEnd(QUERY, text, at + 1);
  if (text[at] === "#") at = encodedEnd(QUERY, text, at + 1);
  return at === text.length;
}

/** Where an authority ends that begins at `start`; -1 if what follows it cannot. */
function authorityEnd(text: string, start: number): number {
  // What may stand in user information is what may stand in a host and its port.
  let end = encodedEnd(USERINFO, text, start);
  const host = text[end] === "@" ? end + 1 : start;
  if (text[host] === "[") end = portEnd(text, ipLiteralEnd(text, host));
  else {
    if (host !== start) end = encodedEnd(USERINFO, text, host);
    const colon = text.indexOf(":", host);
    if (colon !== -1 && colon < end && portEnd(text, colon) !== end) return -1;
  }
  const next = text[end];
  return end === text.length || next === "/" || next === "?" || next === "#" ? end : -1;
}

/** Where a colon and digits end that begin at `at`; `at` itself if there are none. */
function portEnd(text: string, at: number): number {
  return text[at] === ":" ? digitsEnd(text, at + 1) : at;
}

/** Where `IP-literal` of section 3.2.2 ends that begins at `start`; -1 if there is none. */
function ipLiteralEnd(text: string, start: number): number {
  const close = text.indexOf("]", start);
  const address = text.slice(start + 1, close);
  if (close === -1 || !(isIpv6(address) || isIpFuture(address))) return -1;
  return close + 1;
}

/** `IPvFuture`: `v1.x` */
function isIpFuture(address: string): boolean {
  if ((address.charCodeAt(0) | 0x20) !== 0x76) return false;
  let dot = 1;
  while (isHexDigit(address.charCodeAt(dot))) dot += 1;
  if (dot === 1 || address[dot] !== ".") return false;
  return membersEnd(USERINFO, address, dot + 1) === address.length && dot + 1 < address.length;
}

/** The first place from `at` on that holds no member of a set, and no percent-encoded octet. */
function encodedEnd(set: AsciiSet, text: string, at: number): number {
  let end = membersEnd(set, text, at);
  while (text[end] === "%") {
    if (!isHexDigit(text.charCodeAt(end + 1)) || !isHexDigit(text.charCodeAt(end + 2))) return end;
    end = membersEnd(set, text, end + 3);
  }
  return end;
}
