import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Environment } from "./environment.js";
import type { Seal } from "./keep-responses.js";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The seal that `CACHE_KEY` makes: 32 bytes, as base64 or as hexadecimal digits. */
export function readSeal(read: Environment): Seal {
  const written = read.text("CACHE_KEY");
  const key = Buffer.from(written, /^[\da-f]{64}$/i.test(written) ? "hex" : "base64");
  const isSet = read.optional("CACHE_KEY") !== undefined;
  if (isSet && (key.length !== KEY_BYTES || !/^[\w+/-]+=?$/.test(written))) {
    read.refuse("CACHE_KEY must be 32 bytes, as base64 or as 64 hexadecimal digits");
  }
  return aesSeal(key);
}

/**
 * Seals by AES-256 in GCM: a nonce, what is sealed, and its tag. Under another name it does not open,
 * so that whoever writes to the store cannot give one caller what is another's.
 */
export function aesSeal(key: Buffer): Seal {
  return {
    close(plain, name) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, name) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const options = { authTagLength: TAG_BYTES };
      const decipher = createDecipheriv(ALGORITHM, key, nonce, options)
        .setAAD(Buffer.from(name))
        .setAuthTag(sealed.subarray(-TAG_BYTES));
      try {
        const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([plain, decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
