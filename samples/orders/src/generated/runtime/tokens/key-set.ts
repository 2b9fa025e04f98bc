import type { Logger } from "pino";
import { fetchJson } from "./fetch-json.js";
import { isLoopback, type TrustedIssuer } from "./token-settings.js";
import type { Algorithm, VerificationKey } from "./verification-key.js";
import { NO_ID, readKeySet } from "./verification-key.js";

/** For how long keys are not asked for again, and for how long they hold if nobody answers. */
const FRESH_MS = 300_000;
const STALE_MS = 3_600_000;

/** How long it is at least between two attempts: where keys are there, and where there are none. */
const COOL_DOWN_MS = 10_000;
const RETRY_MS = 1000;

/** An issuer's keys cannot be had. */
export class KeysUnavailable extends Error {
  /** What does not answer as it should. */
  readonly source: "discovery" | "keys";

  constructor(source: "discovery" | "keys", cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.source = source;
  }
}

/** The keys of an issuer, fetched when they are needed, by one request at a time. */
export class KeySet {
  readonly #issuer: TrustedIssuer;
  readonly #algorithms: readonly Algorithm[];
  #keys: ReadonlyMap<string, VerificationKey> = new Map();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;
  #failure: KeysUnavailable | undefined;

  constructor(issuer: TrustedIssuer, algorithms: readonly Algorithm[]) {
    this.#issuer = issuer;
    this.#algorithms = algorithms;
  }

  /**
   * The key of an id, or the only one for a token without an id. Keys are fetched if there are none,
   * anew if the id is unknown, and in the background when they have got old.
   */
  async find(id: string | undefined, logger: Logger): Promise<VerificationKey | undefined> {
    const age = performance.now() - this.#loadedAt;
    if (age > STALE_MS) {
      await this.#load(logger, RETRY_MS);
      if (this.#failure !== undefined) throw this.#failure;
    } else if (age > FRESH_MS) {
      void this.#load(logger, COOL_DOWN_MS);
    }
    const found = this.#known(id);
    if (found !== undefined) return found;
    await this.#load(logger, COOL_DOWN_MS);
    return this.#known(id);
  }

  #known(id: string | undefined): VerificationKey | undefined {
    if (id !== undefined) return id === NO_ID ? undefined : this.#keys.get(id);
    const [only, ...others] = this.#keys.values();
    return others.length === 0 ? only : undefined;
  }

  /** Does not fail: what went wrong is kept, and the keys stay as they are. */
  #load(logger: Logger, pauseMs: number): Promise<void> {
    if (this.#loading !== undefined) return this.#loading;
    if (performance.now() - this.#triedAt < pauseMs) return Promise.resolve();
    this.#loading = this.#fetch()
      .then(
        (keys) => {
          this.#keys = keys;
          this.#loadedAt = performance.now();
          this.#failure = undefined;
        },
        (failure: unknown) => {
          this.#failure =
            failure instanceof KeysUnavailable ? failure : new KeysUnavailable("keys", failure);
          const { message: reason, source } = this.#failure;
          logger.warn({ issuer: this.#issuer.names[0], source, reason }, "no keys of an issuer");
        },
      )
      .finally(() => {
        this.#triedAt = performance.now();
        this.#loading = undefined;
      });
    return this.#loading;
  }

  async #fetch(): Promise<ReadonlyMap<string, VerificationKey>> {
    const url = this.#issuer.discovered ? await this.#discover() : this.#issuer.keys;
    return readKeySet(await fetchJson(url), this.#algorithms);
  }

  async #discover(): Promise<URL> {
    const { keys, names, insecure } = this.#issuer;
    try {
      const { issuer, jwks_uri: uri } = await fetchJson(keys);
      if (!names.includes(String(issuer))) throw new Error("it is the document of another issuer");
      const url = new URL(String(uri));
      const isSafe = url.protocol === "https:" || (url.protocol === "http:" && insecure);
      if (!isSafe || (isLoopback(url) && !isLoopback(keys))) {
        throw new Error("it names keys at an address that is not safe");
      }
      return url;
    } catch (cause) {
      throw new KeysUnavailable("discovery", cause);
    }
  }
}
