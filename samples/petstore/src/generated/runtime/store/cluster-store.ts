import type { Limit, Store, Taken } from "./store.js";
import type { StoreAnswers, StoreBatch, StoreCall } from "./store-messages.js";

/** So many calls may be without an answer; more are refused at once. */
const MOST_CALLS = 10_000;

/** How a worker reaches the store that its primary keeps. */
export interface ClusterStoreOptions {
  /** As of the memory store. */
  readonly maxBytes: number;
  /** Milliseconds after which a call without an answer rejects; 1000 unless said. */
  readonly deadlineMs?: number;
}

/** A call that waits for its answer. */
interface Waiting {
  readonly call: StoreCall;
  settle(value: unknown): void;
  reject(error: Error): void;
}

/**
 * The store of a worker: the primary's, so that all workers count together, and what one counted is
 * there when it is gone. The calls of one turn of the event loop go in one message.
 *
 * A call rejects when it has no answer in time (it may have been counted all the same), and at once
 * while too many have none.
 */
export class ClusterStore implements Store {
  readonly #options: Required<ClusterStoreOptions>;
  /** Calls of this turn. */
  #next: Waiting[] = [];
  readonly #sent = new Map<number, readonly Waiting[]>();
  #batches = 0;
  /** Calls that the primary has not answered, though some were given up. */
  #unanswered = 0;
  readonly #onMessage = (message: StoreAnswers) => {
    if (message.kind === "store") this.#answer(message);
  };

  constructor(options: ClusterStoreOptions) {
    this.#options = { deadlineMs: 1000, ...options };
    process.on("message", this.#onMessage);
  }

  take(limits: readonly Limit[]): Promise<Taken> {
    return this.#call(["take", limits]) as Promise<Taken>;
  }

  read(key: string): Promise<Buffer | undefined> {
    return this.#call(["read", key]) as Promise<Buffer | undefined>;
  }

  write(key: string, value: Buffer, ttlMs: number): Promise<void> {
    return this.#call(["write", key, value, ttlMs]) as Promise<void>;
  }

  remove(key: string): Promise<void> {
    return this.#call(["remove", key]) as Promise<void>;
  }

  close(): Promise<void> {
    process.off("message", this.#onMessage);
    return Promise.resolve();
  }

  #call(call: StoreCall): Promise<unknown> {
    if (this.#unanswered >= MOST_CALLS) {
      return Promise.reject(new Error("too many calls of the store are without an answer"));
    }
    this.#unanswered += 1;
    return new Promise((settle, reject) => {
      this.#next.push({ call, settle, reject });
      if (this.#next.length === 1) setImmediate(() => this.#send());
    });
  }

  #send(): void {
    const waiting = this.#next;
    this.#next = [];
    this.#batches += 1;
    const id = this.#batches;
    this.#sent.set(id, waiting);
    const { maxBytes, deadlineMs } = this.#options;
    const calls = waiting.map(({ call }) => call);
    const fail = (why: string) => {
      for (const { reject } of waiting) reject(new Error(why));
    };
    // Of calls that have their answers nothing is left to reject.
    setTimeout(() => fail("no answer of the store in time"), deadlineMs).unref();
    const batch: StoreBatch = { kind: "store", id, maxBytes, calls };
    process.send?.(batch, undefined, undefined, (error) => {
      if (error === null) return;
      fail("the process that keeps the store is gone");
      this.#forget(id);
    });
  }

  #answer({ id, answers }: StoreAnswers): void {
    this.#forget(id)?.forEach(({ settle, reject }, index) => {
      const answer = answers[index] ?? { error: "no answer of the store" };
      if ("error" in answer) reject(new Error(answer.error));
      else settle(answer.value);
    });
  }

  #forget(id: number): readonly Waiting[] | undefined {
    const waiting = this.#sent.get(id);
    this.#sent.delete(id);
    this.#unanswered -= waiting?.length ?? 0;
    return waiting;
  }
}
