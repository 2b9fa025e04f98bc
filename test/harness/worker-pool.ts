import { fork, type ChildProcess } from "node:child_process";

export interface PoolOptions {
  /** The module that the processes run; it answers each message `{ id, job }` with `{ id, result }`. */
  readonly module: string;
  readonly args: readonly string[];
  readonly size: number;
  /** A job that takes longer is a crash. */
  readonly timeoutMs: number;
  /** Megabytes of heap that a process may use. */
  readonly memoryMb: number;
}

/** What became of a job: its result, or how the process ended that had it. */
export type Settled<Result> =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "crashed"; readonly why: string; readonly exitCode: number | null };

/**
 * Runs jobs in a few processes, each one job at a time. A process that ends or hangs takes its job
 * with it, and is replaced.
 */
export async function runInPool<Job, Result>(
  jobs: readonly Job[],
  options: PoolOptions,
  onSettled: (job: Job, settled: Settled<Result>) => void,
): Promise<readonly Settled<Result>[]> {
  const results: Settled<Result>[] = [];
  const queue = jobs.entries();
  const lane = async () => {
    let child: ChildProcess | undefined;
    for (const [index, job] of queue) {
      child ??= start(options);
      const settled = await runOn<Job, Result>(child, index, job, options.timeoutMs);
      if (settled.kind === "crashed") {
        child.kill("SIGKILL");
        child = undefined;
      }
      results[index] = settled;
      onSettled(job, settled);
    }
    child?.kill("SIGKILL");
  };
  await Promise.all(Array.from({ length: options.size }, lane));
  return results;
}

function start({ module, args, memoryMb }: PoolOptions): ChildProcess {
  return fork(module, [...args], {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

function runOn<Job, Result>(
  child: ChildProcess,
  id: number,
  job: Job,
  timeoutMs: number,
): Promise<Settled<Result>> {
  return new Promise((resolve) => {
    let said = "";
    const settle = (settled: Settled<Result>) => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit);
      child.stderr?.off("data", onSaid);
      resolve(settled);
    };
    const onMessage = (message: unknown) => {
      const { id: answered, result } = message as { readonly id: number; readonly result: Result };
      if (answered === id) settle({ kind: "done", result });
    };
    const onExit = (exitCode: number | null, signal: string | null) => {
      const how = signal === null ? `exit code ${exitCode}` : signal;
      settle({ kind: "crashed", why: `${how}: ${said.trim().slice(0, 500)}`, exitCode });
    };
    const onSaid = (chunk: Buffer) => {
      said += chunk.toString();
    };
    const timer = setTimeout(
      () => settle({ kind: "crashed", why: `not done in ${timeoutMs} ms`, exitCode: null }),
      timeoutMs,
    );
    child.on("message", onMessage).on("exit", onExit);
    child.stderr?.on("data", onSaid);
    child.send({ id, job });
  });
}

/** The other side: answers jobs until the parent goes away. */
export function serveJobs<Job, Result>(run: (job: Job) => Promise<Result>): void {
  process.on("disconnect", () => process.exit());
  process.on("message", (message) => {
    const { id, job } = message as { readonly id: number; readonly job: Job };
    void run(job).then(
      (result) => process.send?.({ id, result }),
      (error: unknown) => {
        process.stderr.write(
          error instanceof Error ? (error.stack ?? error.message) : String(error),
        );
        process.exit(70);
      },
    );
  });
}
