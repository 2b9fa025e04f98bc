import { timingSafeEqual } from "node:crypto";
import type { CredentialEntry } from "./credential-list.js";
import { addUnique, CredentialList, textIn } from "./credential-list.js";
import type { Environment } from "./environment.js";
import type { Exchange } from "./exchange.js";
import { sha256 } from "./sha256.js";

/** What is known of an API key; not its value. */
export interface ApiKey {
  readonly id: string;
  readonly enabled: boolean;
  /** Ids of the usage plans that it belongs to. */
  readonly usagePlans: readonly string[];
}

/** Where API keys are looked up: those of the settings, or a store of your own. */
export interface ApiKeyStore {
  /** @param digest SHA-256 of the key's value */
  find(digest: Buffer, request: Exchange): ApiKey | undefined | Promise<ApiKey | undefined>;
}

interface StoredKey extends ApiKey {
  readonly digest: Buffer;
}

/** The keys that `API_KEYS_FILE`, or `API_KEYS`, lists; none unless one of them is set. */
export function readApiKeys(read: Environment): ApiKeyStore {
  const list = new CredentialList(read, "API_KEYS", readKeys);
  return {
    find(digest, request) {
      const found = list.current(request.settings.logger).get(digest.toString("hex"));
      return found && timingSafeEqual(found.digest, digest) ? found : undefined;
    },
  };
}

/** Keys by digest; what is not as it must be is refused by its place in the list. */
function readKeys(
  entries: readonly CredentialEntry[],
  refuse: (problem: string) => void,
): ReadonlyMap<string, StoredKey> {
  const keys = new Map<string, StoredKey>();
  const ids = new Map<string, true>();
  entries.forEach((entry, index) => {
    const refuseThis = (why: string) => refuse(`key ${index + 1}: ${why}`);
    const { enabled = true, usagePlans = [] } = entry;
    const id = textIn(entry, "id", refuseThis);
    const digest = readDigest(textIn(entry, "value", refuseThis));
    if (typeof enabled !== "boolean") refuseThis("enabled must be true or false");
    if (!isTexts(usagePlans)) refuseThis("usagePlans must be a list of texts");
    addUnique(ids, id, true, () => refuseThis("another has the same id"));
    if (digest === undefined) {
      refuseThis("value must be of 20 to 128 letters, or sha256: and 64 hexadecimal digits");
      return;
    }
    const key = {
      id,
      digest,
      enabled: enabled === true,
      usagePlans: isTexts(usagePlans) ? usagePlans : [],
    };
    addUnique(keys, digest.toString("hex"), key, () => refuseThis("another has the same value"));
  });
  return keys;
}

/** A value may be kept as its digest, `sha256:…`, which nobody can call with. */
function readDigest(value: string): Buffer | undefined {
  const [, hex] = /^sha256:([\da-f]{64})$/.exec(value) ?? [];
  if (hex !== undefined) return Buffer.from(hex, "hex");
  return /^(?!sha256:)[!-~]{20,128}$/.test(value) ? sha256(value) : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
