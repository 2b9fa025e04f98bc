import { hash, timingSafeEqual } from "node:crypto";

/** The SHA-256 digest of a text or of bytes. */
export function sha256(data: string | Buffer): Buffer {
  return hash("sha256", data, "buffer");
}

/** Compares texts in a time that tells nothing of where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}
