import { readFileSync } from "node:fs";
import { TAKE_SCRIPT } from "./take-script.js";

/** Where Redis or Valkey is. */
export interface RedisSettings {
  /** `redis://` or `rediss://`, with credentials perhaps: never logged. */
  readonly url: string;
  /** Whether what is there is one node of a cluster. */
  readonly cluster: boolean;
  /** Authorities by which its certificate is checked, in place of the usual ones. */
  readonly caFile: string | undefined;
}

/** What is asked of Redis. All of it rejects at once while there is no connection. */
export interface RedisConnection {
  /** Settles when it is connected for the first time, or will not be. */
  readonly opened: Promise<unknown>;
  take(keys: readonly string[], values: readonly string[]): Promise<readonly number[]>;
  get(key: string): Promise<Buffer | null>;
  set(key: string, value: Buffer, ttlMs: number): Promise<unknown>;
  remove(key: string): Promise<unknown>;
  /** Ends it without waiting; what was asked and not answered rejects. */
  end(): void;
}

/** Milliseconds between attempts to connect, doubled up to a second. */
const FIRST_RETRY = 50;
const LAST_RETRY = 1000;
const CONNECT_TIMEOUT = 1000;

/**
 * Begins to connect, and connects again whenever the connection is lost.
 * @param script of `take`
 */
export async function connectRedis(
  { url, cluster, caFile }: RedisSettings,
  script: string = TAKE_SCRIPT,
): Promise<RedisConnection> {
  const { createClient, createCluster, defineScript, RESP_TYPES } = await import("redis");
  let ended = false;
  let connected = false;
  let lastError: unknown;
  const { protocol, username, password } = new URL(url);
  const options = {
    disableOfflineQueue: true,
    disableClientInfo: true,
    socket: {
      ...(protocol === "rediss:" && { tls: true as const }),
      ...(caFile !== undefined && { ca: readFileSync(caFile) }),
      connectTimeout: CONNECT_TIMEOUT,
      reconnectStrategy: (retries: number) => {
        connected = false;
        return !ended && Math.min(FIRST_RETRY * 2 ** retries, LAST_RETRY);
      },
    },
  };
  const scripts = {
    take: defineScript({
      SCRIPT: script,
      parseCommand(parser, keys: readonly string[], values: readonly string[]) {
        parser.pushKeysLength([...keys]);
        parser.push(...values);
      },
      transformReply: (reply: unknown) => reply as readonly number[],
    }),
  };
  const client = cluster
    ? createCluster({
        scripts,
        rootNodes: [{ url }],
        // The other nodes are found by their addresses alone.
        defaults: {
          ...options,
          ...(username !== "" && { username: decodeURIComponent(username) }),
          ...(password !== "" && { password: decodeURIComponent(password) }),
        },
      })
    : createClient({ ...options, scripts, url });
  const destroy = () => {
    try {
      client.destroy();
    } catch {
      // It was closed already.
    }
  };
  client.on("error", (error: unknown) => {
    lastError = error;
  });
  client.on("connect", () => {
    connected = true;
    // It has no socket to close before, but would have one then; and what it sends first must be sent.
    if (ended) setImmediate(destroy);
  });
  const bytes = { [RESP_TYPES.BLOB_STRING]: Buffer };
  const opened = client.connect();
  opened.catch((error: unknown) => {
    lastError ??= error;
  });
  /** Says why there is no connection, where that is all that is wrong. */
  const explain = (error: unknown): never => {
    throw error instanceof Error && /^Client(?:Offline|Closed)/.test(error.constructor.name)
      ? (lastError ?? error)
      : error;
  };
  return {
    opened,
    take: (keys, values) => client.take(keys, values).catch(explain),
    get: (key) => client.withTypeMapping(bytes).get(key).catch(explain),
    set: (key, value, ttlMs) =>
      client.set(key, value, { expiration: { type: "PX", value: ttlMs } }).catch(explain),
    remove: (key) => client.del(key).catch(explain),
    end: () => {
      ended = true;
      if (connected || cluster) destroy();
    },
  };
}
