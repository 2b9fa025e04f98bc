import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import type { Logger } from "pino";
import type { FromWorker, ToWorker } from "./worker-messages.js";

/** So many deaths in a row before there was a listener, and the gateway is given up. */
const MOST_FAILURES = 5;

/** A worker that ends sooner after it began to listen is replaced with a pause, as one that never did. */
const STEADY_AFTER_MS = 1000;

const LONGEST_PAUSE_MS = 5000;

/** What keeps workers running. */
export interface Workers {
  /** To how many clients get. */
  listening(): number;
  /** Where clients get to them. Never settles if none ever listens; then the process ends. */
  readonly url: Promise<string>;
  /** Has all drain; settles when all have ended. */
  stop(): Promise<void>;
}

export interface WorkersOptions {
  readonly count: number;
  readonly logger: Logger;
  /** Told of each new worker. */
  started(worker: Worker): void;
  /** Called instead of replacing a worker: none listens, and none can. */
  giveUp(): void;
}

/**
 * Starts workers, and another for each that ends. The first starts alone: what keeps it from
 * listening keeps the others too, and is said once.
 */
export function forkWorkers({ count, logger, started, giveUp }: WorkersOptions): Workers {
  /** With when they began to. */
  const listening = new Map<Worker, number>();
  const running = new Map<Worker, Promise<void>>();
  let failures = 0;
  let stopping = false;
  let foundUrl: (url: string) => void;
  let isFirst = true;
  const url = new Promise<string>((resolve) => {
    foundUrl = resolve;
  });

  const fork = () => {
    if (stopping) return;
    const worker = cluster.fork();
    // Behind "exit": until then there may be something to read of what it wrote.
    const closed = new Promise<void>((resolve) => {
      worker.process.once("close", () => {
        running.delete(worker);
        resolve();
      });
    });
    running.set(worker, closed);
    started(worker);
    let isLeaving = false;
    const replace = () => {
      if (isLeaving) return;
      isLeaving = true;
      const since = listening.get(worker);
      listening.delete(worker);
      if (stopping) return;
      const isSteady = since !== undefined && performance.now() - since >= STEADY_AFTER_MS;
      failures = isSteady ? 0 : failures + 1;
      const most = isFirst ? 1 : MOST_FAILURES;
      if (since === undefined && failures >= most && listening.size === 0) {
        void closed.then(giveUp);
        return;
      }
      const pause = isSteady ? 0 : Math.min(50 * 2 ** failures, LONGEST_PAUSE_MS);
      setTimeout(fork, pause);
    };
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "leaving") replace();
      if (message.kind !== "listening") return;
      listening.set(worker, performance.now());
      if (stopping) send(worker, { kind: "stop" });
      if (!isFirst) return;
      isFirst = false;
      foundUrl(message.url);
      for (let more = 1; more < count; more += 1) fork();
    });
    // Else a message to a worker that is gone would end the primary.
    worker.on("error", () => {});
    worker.on("exit", (code: number | null, signal: string | null) => {
      if (code !== 0 && stopping) process.exitCode = 1;
      // The first has said itself what keeps it from listening.
      if (code !== 0 && !isFirst) logger.error({ worker: worker.id, code, signal }, "worker ended");
      replace();
    });
  };
  fork();
  return {
    listening: () => listening.size,
    url,
    async stop() {
      stopping = true;
      for (const worker of listening.keys()) send(worker, { kind: "stop" });
      await Promise.all(running.values());
    },
  };
}

function send(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}
