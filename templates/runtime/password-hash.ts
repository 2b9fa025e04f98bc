import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/**
 * A password as it is kept: `$scrypt$ln=15,r=8,p=3$SALT$HASH`, which is scrypt with a cost of
 * 2^15, in the form of PHC strings; salt and hash are base64 without padding.
 */
export interface PasswordHash {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** What it costs to try a password: 32 MB for a good tenth of a second. */
const COST = { ln: 15, r: 8, p: 3 };

/** Of nobody; trying a password costs as much as with somebody's. */
export const NOBODYS_PASSWORD: PasswordHash = {
  ...COST,
  salt: Buffer.alloc(16),
  hash: Buffer.alloc(32),
};

/** Makes what is kept of a password. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, { ...cost, salt, hash: Buffer.alloc(32) });
  const { ln, r, p } = cost;
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

/** Undefined for what is none, and for costs that protect nothing or that nobody can pay. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const [, ln, r, p, salt = "", hash = ""] = PHC.exec(text) ?? [];
  const parsed = {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
  const isUsable =
    parsed.ln >= 12 &&
    parsed.r >= 1 &&
    parsed.p >= 1 &&
    memoryOf(parsed) <= MAX_MEMORY &&
    parsed.p <= 16 &&
    parsed.salt.length >= 8 &&
    parsed.hash.length >= 32;
  return isUsable ? parsed : undefined;
}

/** Whether this is the password; the time that it takes does not tell how near it is. */
export async function isPassword(password: string, kept: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, kept), kept.hash);
}

const PHC =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z\d+/]{11,64})\$([A-Za-z\d+/]{43,86})$/;

const MAX_MEMORY = 134_217_728;

function memoryOf({ ln, r }: { readonly ln: number; readonly r: number }): number {
  return 128 * 2 ** ln * r;
}

function derive(password: string, { ln, r, p, salt, hash }: PasswordHash): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 2 * memoryOf({ ln, r }) };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, hash.length, options, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    );
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
