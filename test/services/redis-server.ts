import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PROGRAMS = ["redis-server", "valkey-server"];
const START_WITHIN_MS = 10_000;

/** A Redis or Valkey of a test's own, on one port as often as it is started. */
export class RedisServer {
  readonly port: number;
  readonly #program: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "gatewright-redis-"));
  #child: ChildProcess | undefined;

  private constructor(program: string, port: number) {
    this.#program = program;
    this.port = port;
  }

  /** Finds the program, and a port for it; a text says why there is none. */
  static async find(): Promise<RedisServer | string> {
    const found = PROGRAMS.find((each) => spawnSync(each, ["--version"]).status === 0);
    if (found === undefined) return `none of ${PROGRAMS.join(", ")} is installed`;
    return new RedisServer(found, await freePort());
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** @param options as in its configuration file */
  async start(options: Readonly<Record<string, string>> = {}): Promise<void> {
    const all = { port: String(this.port), bind: "127.0.0.1", save: "", ...options };
    const child = spawn(
      this.#program,
      Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: ["ignore", "pipe", "inherit"], cwd: this.#folder },
    );
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const said: string[] = [];
      const fail = (why: string) => reject(new Error(`redis ${why}: ${said.join("\n")}`));
      const timer = setTimeout(() => fail("did not start in time"), START_WITHIN_MS);
      child.once("close", () => fail("ended at start"));
      if (child.stdout === null) throw new TypeError("a child without its output");
      createInterface(child.stdout).on("line", (line) => {
        said.push(line);
        if (!/ready to accept connections/i.test(line)) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** It answers nothing until it goes on, and connections to it stay. */
  pause(): void {
    this.#child?.kill("SIGSTOP");
  }

  resume(): void {
    this.#child?.kill("SIGCONT");
  }

  /** As if its machine were gone: nothing is kept. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return address.port;
}
