import { hash, timingSafeEqual } from "node:crypto";

/** The SHA-256 digest of a text or of bytes. */
export function sha256(data: string | Buffer): Buffer {
  // Three times as fast as asking for a buffer, for which memory of its own is set aside.
  return Buffer.from(hash("sha256", data, "binary"), "binary");
}

/** Compares texts in a time that tells nothing of where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}
