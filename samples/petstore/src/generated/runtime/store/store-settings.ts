import type { Environment } from "../environment.js";
import type { RedisSettings } from "./redis-connection.js";
import type { StoreFailureOptions } from "./resilient-store.js";

/** Where gateways of one API keep what they share, and how they go on without it. */
export interface StoreSettings extends StoreFailureOptions {
  /** None: the gateway stands alone, and keeps everything in memory. */
  readonly redis: RedisSettings | undefined;
  /** How much of kept responses a gateway that stands alone has in memory. */
  readonly maxBytes: number;
}

/** What a document says of the store. */
export interface UsualStore {
  readonly maxBytes?: number;
  readonly localShare?: number;
  readonly onFailure?: Partial<StoreFailureOptions["onFailure"]>;
}

/** Reads the settings of the store. */
export function readStoreSettings(
  read: Environment,
  { maxBytes = 64 * 1024 * 1024, localShare = 1, onFailure = {} }: UsualStore = {},
): StoreSettings {
  return {
    redis: readRedis(read),
    maxBytes,
    localShare: readShare(read, localShare),
    onFailure: { throttle: "local", quota: "local", ...onFailure },
  };
}

function readRedis(read: Environment): RedisSettings | undefined {
  const url = read.optional("REDIS_URL");
  const cluster = read.oneOf("REDIS_CLUSTER", "off", ["off", "on"]) === "on";
  const caFile = read.optional("REDIS_CA_FILE");
  if (url === undefined) {
    if (cluster) read.refuse("REDIS_URL is not set, while REDIS_CLUSTER is on");
    if (caFile !== undefined) read.refuse("REDIS_URL is not set, while REDIS_CA_FILE is");
    return undefined;
  }
  const protocol = usableProtocol(url);
  if (protocol === undefined) {
    read.refuse("REDIS_URL must be a URL as redis://HOST:PORT, or rediss:// for TLS");
  } else if (protocol === "redis:" && caFile !== undefined) {
    read.refuse("REDIS_URL must begin with rediss:// where REDIS_CA_FILE is set");
  }
  if (protocol !== undefined && cluster && new URL(url).pathname.length > 1) {
    read.refuse("REDIS_URL must name no database where REDIS_CLUSTER is on");
  }
  return { url, cluster, caFile };
}

/** What the package can read: a host, perhaps credentials, and the number of a database. */
function usableProtocol(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname, username, password } = new URL(text);
  const isUsable =
    /^rediss?:$/.test(protocol) &&
    hostname !== "" &&
    /^(?:\/\d*)?$/.test(pathname) &&
    isEncoded(username) &&
    isEncoded(password);
  return isUsable ? protocol : undefined;
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function readShare(read: Environment, fallback: number): number {
  const value = read.optional("STORE_LOCAL_SHARE");
  if (value === undefined) return fallback;
  const share = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (share <= 1) return share;
  read.refuse("STORE_LOCAL_SHARE must be a number 0 to 1");
  return fallback;
}
