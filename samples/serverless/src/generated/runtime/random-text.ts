import { randomFillSync } from "node:crypto";

const pool = Buffer.allocUnsafe(4096);
let used = pool.length;

/** Random bytes as text; drawn from a pool, since a few at a time cost more to ask for than to use. */
export function randomText(bytes: number, encoding: "hex" | "base64" | "base64url"): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString(encoding, used - bytes, used);
}
