import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach } from "vitest";
import type { RequestTrace } from "../../src/dev-gateway/request-trace.js";
import { CLI } from "../cli/run-cli.js";

export type DevEvent =
  | { readonly event: "read"; readonly diagnostics: readonly { readonly code: string }[] }
  | {
      readonly event: "serving";
      readonly url: string;
      readonly mockedSettings: readonly string[];
      readonly stubs: readonly string[];
    }
  | { readonly event: "failed"; readonly why: string; readonly goesOn: boolean }
  | ({ readonly event: "request" } & RequestTrace);

type EventOf<Name> = Extract<DevEvent, { readonly event: Name }>;

const running = new Set<DevProcess>();
afterEach(() => Promise.all([...running].map((each) => each.kill())));

/** A `gatewright dev --json` that runs in a folder, on a port of the system's choice. */
export class DevProcess {
  /** All that it has printed. */
  output = "";
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #events: DevEvent[] = [];
  #arrived: () => void = () => {};

  /** @param cache where it keeps what it generates */
  constructor(cwd: string, cache: string, ...args: readonly string[]) {
    const port = args.includes("--port") ? [] : ["--port", "0"];
    this.#child = spawn(process.execPath, [CLI, "dev", ...args, "--json", ...port], {
      cwd,
      env: { PATH: process.env["PATH"], HOME: cache, XDG_CACHE_HOME: cache },
    });
    running.add(this);
    this.exited = once(this.#child, "close").then(([code]) => {
      running.delete(this);
      this.#arrived();
      return code as number | null;
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.output += chunk.toString();
    });
    if (this.#child.stdout === null) throw new TypeError("a child without its output");
    createInterface(this.#child.stdout).on("line", (line) => {
      this.output += `${line}\n`;
      this.#events.push(JSON.parse(line) as DevEvent);
      this.#arrived();
    });
  }

  /** The next event of a kind; those before it are gone. */
  async next<Name extends DevEvent["event"]>(name: Name): Promise<EventOf<Name>> {
    for (;;) {
      const event = this.#events.shift();
      if (event?.event === name) return event as EventOf<Name>;
      if (event !== undefined) continue;
      if (!running.has(this)) throw new Error(`it ended: ${this.output}`);
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** Interrupts it, as Ctrl-C does; gives its exit code. */
  interrupt(): Promise<number | null> {
    this.#child.kill("SIGINT");
    return this.exited;
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.exited;
  }
}
