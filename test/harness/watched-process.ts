import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./root.js";

/** A line of `generate --watch --json`, in part. */
export interface WatchedCycle {
  readonly changed: readonly string[];
  readonly changes: readonly { readonly path: string; readonly change: string }[];
  readonly diagnostics: readonly { readonly code: string }[];
  readonly milliseconds: number;
}

/** A `generate --watch` that goes on. */
export interface WatchedProcess {
  /** The next cycle that ends. */
  next(): Promise<WatchedCycle>;
  /** Seconds of CPU that it took so far, all its threads together. */
  cpu(): Promise<number>;
  /** Interrupts it, as Ctrl-C does, and answers its exit code. */
  stop(): Promise<number | null>;
}

/** Starts one by the built command line. */
export function watchedProcess(document: string, out: string, cwd = ROOT): WatchedProcess {
  const cli = join(ROOT, "dist/cli.js");
  const preload = join(ROOT, "test/harness/report-cpu.cjs");
  const args = ["--require", preload, cli, "generate", document, "--out", out];
  const child: ChildProcess = spawn(process.execPath, [...args, "--watch", "--json"], {
    cwd,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const exit = once(child, "exit") as Promise<[number | null]>;
  if (child.stdout === null) throw new Error("it has no stdout");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next() {
      const line = await lines.next();
      if (line.done === true) throw new Error("it ended");
      return JSON.parse(line.value) as WatchedCycle;
    },
    async cpu() {
      const answer = once(child, "message") as Promise<[NodeJS.CpuUsage]>;
      child.send("how much");
      const [{ user, system }] = await answer;
      return (user + system) / 1e6;
    },
    async stop() {
      child.kill("SIGINT");
      const [code] = await exit;
      return code;
    },
  };
}
