import cluster from "node:cluster";
import type { Store } from "./store.js";
import type { StoreAnswers, StoreBatch, StoreCall } from "./store-messages.js";

/**
 * Has a primary answer its workers' `ClusterStore`s.
 * @param open makes the one store of all, when the first worker calls it
 */
export function serveStore(open: (options: { readonly maxBytes: number }) => Store): void {
  let store: Store | undefined;
  cluster.on("message", (worker, message: StoreBatch) => {
    if (message.kind !== "store") return;
    store ??= open({ maxBytes: message.maxBytes });
    void answerAll(store, message.calls).then((answers) => {
      const answered: StoreAnswers = { kind: "store", id: message.id, answers };
      // Of a worker that is gone by now, what it asked for is counted.
      if (worker.isConnected()) worker.send(answered);
    });
  });
}

function answerAll(store: Store, calls: readonly StoreCall[]): Promise<StoreAnswers["answers"]> {
  return Promise.all(
    calls.map(async (call) => {
      try {
        return { value: await answer(store, call) };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}

function answer(store: Store, call: StoreCall): unknown {
  switch (call[0]) {
    case "take":
      return store.take(call[1]);
    case "read":
      return store.read(call[1]);
    case "write":
      return store.write(call[1], call[2], call[3]);
    case "remove":
      return store.remove(call[1]);
  }
}
