import { isHexDigit } from "./ascii.js";
import { isIpv4 } from "./ipv4.js";

/** An address as RFC 4291, section 2.2, writes it: without a zone and without a prefix. */
export function isIpv6(text: string): boolean {
  if (text.length > "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length) return false;
  let compressed = text.startsWith("::");
  if (compressed && text.length === 2) return true;
  let groups = 0;
  for (let at = compressed ? 2 : 0; ;) {
    let end = at;
    while (isHexDigit(text.charCodeAt(end))) end += 1;
    if (text.charCodeAt(end) === FULL_STOP) {
      if (!isIpv4(text.slice(at))) return false;
      groups += 2;
      break;
    }
    if (end === at || end - at > 4) return false;
    groups += 1;
    if (end === text.length) break;
    if (text.charCodeAt(end) !== COLON) return false;
    at = end + 1;
    if (text.charCodeAt(at) !== COLON) continue;
    if (compressed) return false;
    compressed = true;
    at += 1;
    if (at === text.length) break;
  }
  return compressed ? groups < 8 : groups === 8;
}

const FULL_STOP = 0x2e;
const COLON = 0x3a;
