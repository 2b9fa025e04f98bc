/** An address of four decimal octets without leading zeros (RFC 2673, section 3.2). */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const IPV4 = new RegExp(String.raw`^${OCTET}\.${OCTET}\.${OCTET}\.${OCTET}$`);
