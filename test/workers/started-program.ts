import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A generated gateway as its own `npm start` runs it, with what it writes. */
export interface StartedProgram {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Settles with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts a program with nothing but these settings. */
export function startProgram(
  main: string,
  settings: Readonly<Record<string, string>>,
): StartedProgram {
  const child = spawn(process.execPath, [main], {
    cwd: join(main, "../.."),
    env: { PATH: process.env["PATH"], HOST: "127.0.0.1", PORT: "0", ADMIN_PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: once(child, "close").then(([code]) => code as number | null),
  };
}

/** Settles with what `find` finds; rejects when that takes too long. */
export async function eventually<Found>(
  find: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await wait(50);
  }
  throw new Error("it did not happen in time");
}

/** The processes that a process started and that run. */
export function childrenOf({ pid }: ChildProcess): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").filter(Boolean).map(Number);
}
