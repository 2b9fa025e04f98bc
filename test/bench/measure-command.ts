import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { ROOT } from "../harness/root.js";
import type { Turn } from "./run-rounds.js";

/** What a command took. */
export interface Taken {
  /** Seconds, user and system, the processes included that it waited for. */
  readonly CPU: number;
  /** Seconds. */
  readonly wall: number;
  /** MB that the largest of its processes held at most. */
  readonly memory: number;
  /** MB in its folder, and in how many files. */
  readonly written: number;
  readonly files: number;
}

export interface MeasuredCommand {
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The folder it writes to. */
  readonly out: string;
}

/** No command may take longer. */
const TIMEOUT_MS = 600_000;

/** Bash alone tells to the millisecond what children took, and theirs. */
const TIMED = `TIMEFORMAT='%3U %3S %3R'; { time "$@" >&3 2>&3 3>&- 4>&-; } 2>&4`;

/** Runs a command in a new process. */
export async function measureCommand(command: MeasuredCommand): Promise<Turn<Taken>> {
  const scratch = await mkdtemp(join(tmpdir(), "gatewright-bench-"));
  try {
    const memory = join(scratch, "memory");
    const preload = join(ROOT, "test/bench/record-memory.cjs");
    const child = spawn("bash", ["-c", TIMED, "bash", process.execPath, ...command.args], {
      cwd: command.cwd,
      env: {
        ...process.env,
        ...command.environment,
        NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
        BENCH_MEMORY: memory,
      },
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
      detached: true,
    });
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), TIMEOUT_MS);
    const [said, times, code] = await Promise.all([
      textOf(child.stdio[3] as Readable),
      textOf(child.stdio[4] as Readable),
      new Promise<number | null>((resolve, reject) => {
        child.on("exit", resolve).on("error", reject);
      }),
    ]);
    clearTimeout(timer);
    const { written, files } = await sizeOf(command.out);
    if (code === null) return { kind: "failed", why: `not done in ${TIMEOUT_MS / 1000} s` };
    if (code !== 0 || files === 0) return { kind: "failed", why: errorIn(said) };
    const [user = 0, system = 0, wall = 0] = times.trim().split(" ").map(Number);
    const held = (await readFile(memory, "utf8")).trim().split("\n").map(Number);
    const took = { CPU: user + system, wall, memory: Math.max(...held) / 1024, written, files };
    return { kind: "done", took };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function textOf(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** What is in a folder, which may be missing. */
async function sizeOf(folder: string): Promise<Pick<Taken, "written" | "files">> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
  return { written: bytes / 1e6, files: files.length };
}

/** The line of a command's output that says why it failed. */
function errorIn(output: string): string {
  // eslint-disable-next-line no-control-regex
  const lines = output.replaceAll(/\u001b\[[\d;]*m/g, "").split("\n");
  const line =
    lines.find((each) => /\berror\b/i.test(each)) ?? lines.findLast((each) => each.trim() !== "");
  return line?.trim().slice(0, 200) ?? "it wrote nothing";
}
