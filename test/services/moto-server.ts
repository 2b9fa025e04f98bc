import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

const VERSION = "5.2.5";

/** The server that stands for AWS, with what it needs for the services that are called. */
const PACKAGES = [`moto[dynamodb,events,s3,stepfunctions]==${VERSION}`, "flask", "flask-cors"];

/** Beside the repository, so that it is installed once. */
const CACHE = join(
  process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
  "gatewright",
  `moto-${VERSION}`,
);

const START_WITHIN_MS = 30_000;

/** Services of AWS as moto has them, in a process of its own. */
export class MotoServer {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts it, installed before if need be; a text says why that cannot be done here. */
  static async start(): Promise<MotoServer | string> {
    const python = await install();
    if (typeof python === "string") return python;
    const child = spawn(python.path, ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      const said: string[] = [];
      const fail = (why: string) => {
        child.kill("SIGKILL");
        reject(new Error(`moto ${why}: ${said.join("\n")}`));
      };
      const timer = setTimeout(() => fail("did not start in time"), START_WITHIN_MS);
      child.once("close", () => fail("ended at start"));
      if (child.stderr === null) throw new TypeError("a child without its output");
      createInterface(child.stderr).on("line", (line) => {
        said.push(line);
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      });
    });
    return new MotoServer(child, url);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}

/** The Python that has moto; a text says why there is none. */
async function install(): Promise<{ readonly path: string } | string> {
  const path = join(CACHE, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const installed = join(CACHE, "installed");
  if (existsSync(installed)) return { path };
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  try {
    await run("python3", ["-m", "venv", CACHE]);
  } catch (error) {
    return `there is no Python with venv: ${sayShortly(error)}`;
  }
  try {
    await run(path, ["-m", "pip", "install", "--quiet", ...PACKAGES]);
  } catch (error) {
    return `pip cannot install moto: ${sayShortly(error)}`;
  }
  await writeFile(installed, "");
  return { path };
}

function sayShortly(error: unknown): string {
  return String(error).trim().split("\n").slice(-2).join(" ").slice(0, 300);
}
