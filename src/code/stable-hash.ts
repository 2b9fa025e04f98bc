import { createHash } from "node:crypto";

/** Eight hexadecimal digits that depend on `text` alone, half surrogates included. */
export function stableHash(text: string): string {
  return createHash("sha256").update(Buffer.from(text, "utf16le")).digest("hex").slice(0, 8);
}
