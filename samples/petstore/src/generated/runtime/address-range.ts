import { isIP } from "node:net";

/** Addresses that begin alike. */
export interface AddressRange {
  readonly address: string;
  /** Bits that they share. */
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
}

/** Reads an address, or a CIDR block; undefined for what is neither. */
export function parseRange(text: string): AddressRange | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  const max = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? max : Number(/^\d+$/.test(bits) ? bits : Number.NaN);
  const isScoped = address.includes("%");
  if (family === 0 || isScoped || rest.length > 0 || !(prefix <= max)) return undefined;
  return { address, prefix, family: family === 4 ? "ipv4" : "ipv6" };
}
