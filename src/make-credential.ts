import { randomBytes } from "node:crypto";
import { hashPassword } from "../templates/runtime/password-hash.js";
import { sha256 } from "../templates/runtime/sha256.js";

/** A credential, and what a gateway keeps of it. */
export interface Credential {
  /** What the caller shows. */
  readonly secret: string;
  /** An entry of the gateway's list, as it is written in its file. */
  readonly entry: object;
}

/** A new API key for API_KEYS_FILE. */
export function makeApiKey(id: string, usagePlans: readonly string[]): Credential {
  const secret = randomBytes(30).toString("base64url");
  const value = `sha256:${sha256(secret).toString("hex")}`;
  return { secret, entry: { id, value, enabled: true, usagePlans } };
}

/** A user for BASIC_USERS_FILE, with a new password or with this one. */
export async function makeUser(
  name: string,
  secret = randomBytes(18).toString("base64url"),
): Promise<Credential> {
  return { secret, entry: { name, password: await hashPassword(secret) } };
}
