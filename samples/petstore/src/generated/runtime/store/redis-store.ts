import { setTimeout as wait } from "node:timers/promises";
import type { RedisConnection, RedisSettings } from "./redis-connection.js";
import { connectRedis } from "./redis-connection.js";
import type { Limit, Store, Taken } from "./store.js";
import { readTaken, takeArguments } from "./take-script.js";

export interface RedisStoreOptions extends RedisSettings {
  /** Gateways of one API share what is under this name. */
  readonly apiId: string;
  /** Opens a connection. */
  readonly connect?: (settings: RedisSettings) => Promise<RedisConnection>;
}

/** Milliseconds for which a gateway that starts waits for Redis. */
const OPEN_WITHIN = 1000;

/**
 * The store that gateways of one API share: exact, on the clock of Redis. Everything rejects while
 * Redis is not there, or waits while it does not answer.
 */
export class RedisStore implements Store {
  readonly #options: RedisStoreOptions;
  #connection: Promise<RedisConnection> | undefined;
  #ready: RedisConnection | undefined;

  constructor(options: RedisStoreOptions) {
    this.#options = options;
  }

  /** Connects, and does not wait for long: Redis may come later. Rejects if the CA file cannot be read. */
  async open(): Promise<void> {
    const { opened } = await this.#connect();
    await Promise.race([opened.catch(() => {}), wait(OPEN_WITHIN, undefined, { ref: false })]);
  }

  /** Connects anew: the old connection may lead nowhere, and nobody would say so for minutes. */
  renew(): void {
    const before = this.#connection;
    if (before === undefined) return;
    void before.then((old) => old.end()).catch(() => {});
    this.#connect().catch(() => {});
  }

  async close(): Promise<void> {
    const last = this.#connection;
    this.#connection = undefined;
    this.#ready = undefined;
    await last?.then((old) => old.end()).catch(() => {});
  }

  async take(limits: readonly Limit[]): Promise<Taken> {
    if (limits.length === 0) return { refusedBy: undefined, left: [], resetMs: [] };
    // In a cluster, what a script reads must be in one place: where what is in braces is.
    const place = `{gatewright:${this.#options.apiId}}`;
    const keys = limits.map(({ kind, key }) => `${place}:${kind}:${key}`);
    return readTaken(await this.#redis().take(keys, takeArguments(limits)));
  }

  async read(key: string): Promise<Buffer | undefined> {
    return (await this.#redis().get(this.#valueKey(key))) ?? undefined;
  }

  async write(key: string, value: Buffer, ttlMs: number): Promise<void> {
    if (ttlMs > 0) await this.#redis().set(this.#valueKey(key), value, Math.ceil(ttlMs));
    else await this.remove(key);
  }

  async remove(key: string): Promise<void> {
    await this.#redis().remove(this.#valueKey(key));
  }

  /** Values need no common place, and would fill one node of a cluster. */
  #valueKey(key: string): string {
    return `gatewright:${this.#options.apiId}:value:${key}`;
  }

  #redis(): RedisConnection {
    if (this.#ready === undefined) throw new Error("there is no connection");
    return this.#ready;
  }

  async #connect(): Promise<RedisConnection> {
    const { connect = connectRedis } = this.#options;
    const connecting = connect(this.#options);
    this.#connection = connecting;
    const connection = await connecting;
    if (this.#connection === connecting) this.#ready = connection;
    return connection;
  }
}
