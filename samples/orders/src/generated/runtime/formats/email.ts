import { lettersDigitsAnd } from "./ascii.js";
import { isHostname } from "./hostname.js";
import { isIpv4 } from "./ipv4.js";
import { isIpv6 } from "./ipv6.js";

/** `Mailbox` of RFC 5321, section 4.1.2: `jane@example.com`. */
export function isEmail(text: string): boolean {
  const at = localPartEnd(text, false);
  return at !== -1 && isDomain(text.slice(at + 1), isHostname);
}

/**
 * Where the local part of a mailbox ends, at the commercial at; -1 if there is none.
 * @param beyondAscii whether it may have characters beyond ASCII
 */
export function localPartEnd(text: string, beyondAscii: boolean): number {
  const end = text.startsWith('"')
    ? quotedStringEnd(text, beyondAscii)
    : dotStringEnd(text, beyondAscii);
  return end !== -1 && text.charCodeAt(end) === COMMERCIAL_AT ? end : -1;
}

/** Whether a text is a host's name or, in brackets, an address. */
export function isDomain(text: string, isName: (text: string) => boolean): boolean {
  return text.startsWith("[") ? isAddressLiteral(text) : isName(text);
}

/** `atext` of RFC 5322, section 3.2.3. */
const ATEXT = lettersDigitsAnd("!#$%&'*+-/=?^_`{|}~");
const COMMERCIAL_AT = 0x40;
const FULL_STOP = 0x2e;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/** Where `Dot-string` ends; -1 if there is none. */
function dotStringEnd(text: string, beyondAscii: boolean): number {
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80 ? ATEXT[code] === 1 : beyondAscii) continue;
    if (at === start) return -1;
    if (code !== FULL_STOP) return at;
    start = at + 1;
  }
  return -1;
}

/** Where `Quoted-string` ends; -1 if there is none. */
function quotedStringEnd(text: string, beyondAscii: boolean): number {
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      at += 1;
      if (!isPrintable(text.charCodeAt(at))) return -1;
    } else if (code < 0x80 ? !isPrintable(code) : !beyondAscii) return -1;
  }
  return -1;
}

function isPrintable(code: number): boolean {
  return code >= 0x20 && code <= 0x7e;
}

/** RFC 5321, section 4.1.3; no other kind of address is registered. */
function isAddressLiteral(text: string): boolean {
  if (!text.endsWith("]")) return false;
  const address = text.slice(1, -1);
  return /^ipv6:/i.test(address) ? isIpv6(address.slice("ipv6:".length)) : isIpv4(address);
}
