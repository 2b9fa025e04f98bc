import { digitsEnd } from "./ascii.js";
import { isIpv4 } from "./ipv4.js";
import { isIpv6 } from "./ipv6.js";

/** An IPv4 address and the length of a prefix (RFC 4632, section 3.1): `192.0.2.0/24`. */
export function isIpv4Cidr(text: string): boolean {
  return isCidr(text, isIpv4, 32);
}

/** An IPv6 address and the length of a prefix (RFC 4291, section 2.3): `2001:db8::/32`. */
export function isIpv6Cidr(text: string): boolean {
  return isCidr(text, isIpv6, 128);
}

function isCidr(text: string, isAddress: (text: string) => boolean, most: number): boolean {
  const slash = text.lastIndexOf("/");
  const digits = text.length - slash - 1;
  if (slash === -1 || digits === 0 || digits > 3) return false;
  if (digitsEnd(text, slash + 1) !== text.length) return false;
  if (digits > 1 && text[slash + 1] === "0") return false;
  return Number(text.slice(slash + 1)) <= most && isAddress(text.slice(0, slash));
}
