import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ROOT } from "./root.js";

/** What a harness decides for a gateway; `gateway-preload.mjs` says what it means. */
export interface Circumstances {
  readonly clock?: number;
  readonly peer?: string;
  readonly random?: number;
}

/** A gateway that did not start, and what it said. */
export class NotStarted extends Error {}

const PRELOAD = pathToFileURL(join(ROOT, "test/harness/gateway-preload.mjs")).href;
const START_WITHIN_MS = 15_000;

/** A generated gateway that runs in a process of its own, on a port of the system's choice. */
export class GatewayProcess {
  readonly port: number;
  /** The lines of its standard output so far. */
  readonly lines: readonly string[];
  readonly #child: ChildProcess;
  #messages = 0;

  private constructor(child: ChildProcess, port: number, lines: readonly string[]) {
    this.#child = child;
    this.port = port;
    this.lines = lines;
  }

  /** Starts `dist/main.js` of a project with nothing but these settings, the clock at `clock`. */
  static async start(
    main: string,
    settings: Readonly<Record<string, string>>,
    clock?: number,
  ): Promise<GatewayProcess> {
    const child = fork(main, {
      cwd: join(main, "../.."),
      env: {
        PATH: process.env["PATH"],
        HOST: "127.0.0.1",
        PORT: "0",
        ADMIN_PORT: "0",
        ...(clock !== undefined && { HARNESS_CLOCK: String(clock) }),
        ...settings,
      },
      execArgv: ["--import", PRELOAD],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const lines: string[] = [];
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const port = await new Promise<number>((resolve, reject) => {
      const fail = (why: string) => {
        child.kill("SIGKILL");
        reject(new NotStarted(`${why}: ${(errors.trim() || lines.join(" | ")).slice(0, 500)}`));
      };
      const timer = setTimeout(() => fail("the gateway did not start in time"), START_WITHIN_MS);
      child.once("close", () => {
        clearTimeout(timer);
        fail("the gateway ended at start");
      });
      if (child.stdout === null) throw new TypeError("a child without its output");
      createInterface(child.stdout).on("line", (line) => {
        lines.push(line);
        const found = /"url":"http:\/\/127\.0\.0\.1:(\d+)".*"msg":"listening"/.exec(line);
        if (found === null) return;
        clearTimeout(timer);
        resolve(Number(found[1]));
      });
    });
    return new GatewayProcess(child, port, lines);
  }

  /** Settles when the circumstances hold. */
  async set(circumstances: Circumstances): Promise<void> {
    this.#messages += 1;
    const id = this.#messages;
    const held = new Promise<void>((resolve, reject) => {
      const onEnd = () => reject(new NotStarted("the gateway ended"));
      const onMessage = (message: unknown) => {
        if (typeof message !== "object" || message === null || !("id" in message)) return;
        if (message.id !== id) return;
        this.#child.off("message", onMessage).off("close", onEnd);
        resolve();
      };
      this.#child.on("message", onMessage).once("close", onEnd);
    });
    this.#child.send({ id, ...circumstances });
    await held;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}
