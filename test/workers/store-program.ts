import cluster from "node:cluster";
import { ClusterStore } from "../../templates/runtime/store/cluster-store.js";
import { serveStore } from "../../templates/runtime/store/serve-store.js";
import type { Limit, Store, Taken } from "../../templates/runtime/store/store.js";

/** What the test tells a worker to do. */
export type Order = "count" | "values" | "deadline" | "bound" | "batches";

/** Counts up to a limit, so that it shows when something is counted twice or not at all. */
class CountingStore implements Store {
  readonly #counts = new Map<string, number>();
  readonly #values = new Map<string, Buffer>();

  take(limits: readonly Limit[]): Taken | Promise<Taken> {
    const [limit] = limits;
    if (limit?.kind !== "quota") return new Promise(() => {});
    const count = this.#counts.get(limit.key) ?? 0;
    const isMet = count < limit.limit;
    if (isMet) this.#counts.set(limit.key, count + 1);
    const left = limit.limit - (this.#counts.get(limit.key) ?? 0);
    return { refusedBy: isMet ? undefined : 0, left: [left], resetMs: [1] };
  }

  read(key: string): Buffer | undefined {
    if (key === "broken") throw new Error("the store says no");
    return this.#values.get(key);
  }

  write(key: string, value: Buffer): void {
    this.#values.set(key, value);
  }

  remove(key: string): void {
    this.#values.delete(key);
  }
}

const QUOTA: Limit = { kind: "quota", key: "q", limit: 10_000, offset: 0, period: "DAY" };
/** Of this the store never answers. */
const STUCK: Limit = { kind: "bucket", key: "b", rateLimit: 1, burstLimit: 1 };

/** Forks workers for what it is told, and passes on what they say. */
function runPrimary(): void {
  cluster.setupPrimary({ serialization: "advanced" });
  const made: number[] = [];
  serveStore(({ maxBytes }) => {
    made.push(maxBytes);
    return new CountingStore();
  });
  cluster.on("message", (worker, message: { kind: string }) => {
    if (message.kind !== "store") process.send?.({ ...message, from: worker.process.pid, made });
  });
  process.on("message", ({ fork, order }: { readonly fork: number; readonly order: Order }) => {
    for (let i = 0; i < fork; i += 1) cluster.fork({ ORDER: order });
  });
  process.on("disconnect", () => process.exit());
}

async function obey(order: Order): Promise<void> {
  const store = new ClusterStore({
    maxBytes: 1234,
    ...(order === "deadline" && { deadlineMs: 50 }),
  });
  process.send?.({ kind: order, result: await RESULTS[order](store) });
  await store.close();
}

const RESULTS: Readonly<Record<Order, (store: ClusterStore) => Promise<unknown>>> = {
  /** Takes until it is refused, many at a time; tells of each that was admitted. */
  async count(store) {
    let admitted = 0;
    const taker = async () => {
      while ((await store.take([QUOTA])).refusedBy === undefined) {
        admitted += 1;
        if (admitted % 100 === 0) process.send?.({ kind: "progress", result: admitted });
      }
    };
    await Promise.all(Array.from({ length: 20 }, taker));
    return admitted;
  },
  async values(store) {
    const value = Buffer.from([0, 255, 128]);
    await store.write("key", value, 1000);
    const read = await store.read("key");
    await store.remove("key");
    const gone = await store.read("key");
    const error = await store.read("broken").catch((thrown: Error) => thrown.message);
    return [Buffer.isBuffer(read) && read.equals(value), gone === undefined, error];
  },
  async deadline(store) {
    const late = await store.take([STUCK]).catch((error: Error) => error.message);
    return [late, await store.read("none").then((value) => value === undefined, String)];
  },
  async bound(store) {
    const calls = Array.from({ length: 10_001 }, () => store.read("none"));
    const settled = await Promise.allSettled(calls);
    // Those that were answered make room again.
    await store.read("none");
    return settled.filter(({ status }) => status === "rejected").length;
  },
  async batches(store) {
    let messages = 0;
    const { send } = process as Required<NodeJS.Process>;
    Object.assign(process, {
      send(...values: Parameters<typeof send>) {
        messages += 1;
        return send.apply(process, values);
      },
    });
    await Promise.all(Array.from({ length: 500 }, () => store.read("none")));
    return messages;
  },
};

if (cluster.isPrimary) runPrimary();
else void obey(process.env["ORDER"] as Order);
