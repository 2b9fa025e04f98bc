import cluster from "node:cluster";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { ClusterStore } from "./cluster-store.js";
import { MemoryStore } from "./memory-store.js";
import { RedisStore } from "./redis-store.js";
import { ResilientStore } from "./resilient-store.js";
import { serveStore } from "./serve-store.js";
import type { Store } from "./store.js";
import type { StoreSettings } from "./store-settings.js";

interface StoreTools {
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** What opens a store, of all settings. */
export interface WithStore {
  readonly store: StoreSettings;
  /** Gateways of one API share a store. */
  readonly apiId: string;
}

// A primary has one store for its workers, whether or not there are any.
if (cluster.isPrimary) serveStore((options) => new MemoryStore(options));

/** The store that the settings ask for; `open` connects it, and does not mind if Redis is not there. */
export function openStore({ store, apiId }: WithStore, { logger, metrics }: StoreTools): Store {
  const { redis, maxBytes, localShare, onFailure } = store;
  if (redis === undefined) {
    return cluster.isWorker ? new ClusterStore({ maxBytes }) : new MemoryStore({ maxBytes });
  }
  const local = new MemoryStore({ maxBytes });
  const remote = new RedisStore({ ...redis, apiId });
  return new ResilientStore({ remote, local, localShare, onFailure, logger, metrics });
}
