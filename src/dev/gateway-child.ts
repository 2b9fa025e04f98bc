import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import type {
  FromGateway,
  GatewayProcessOptions,
  ToGateway,
} from "../dev-gateway/process-messages.js";
import type { RequestTrace } from "../dev-gateway/request-trace.js";

/** A gateway that did not start; the message is what it said. */
export class NotStarted extends Error {}

export interface ChildOptions extends GatewayProcessOptions {
  /** The file that runs a gateway. */
  readonly program: string;
  /** Where relative paths of its settings are. */
  readonly cwd: string;
  onTrace(trace: RequestTrace): void;
}

const START_WITHIN_MS = 20_000;

/** What a gateway says when it is there. */
export type Ready = Extract<FromGateway, { readonly kind: "ready" }>;

/** A gateway in a process of its own. */
export class GatewayChild {
  readonly ready: Ready;
  readonly folder: string;
  /** Settles when it has ended, whyever. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: Ready, folder: string, ended: Promise<void>) {
    this.#child = child;
    this.ready = ready;
    this.folder = folder;
    this.ended = ended;
  }

  /** Starts one; rejects with `NotStarted`. */
  static async start({ program, cwd, onTrace, ...options }: ChildOptions): Promise<GatewayChild> {
    const child = fork(program, [JSON.stringify(options)], {
      cwd,
      execArgv: ["--enable-source-maps"],
      // Its log is talk, as the command's own is: stdout is for data.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const ended = once(child, "exit").then(() => {});
    const ready = await new Promise<Ready>((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(timer);
        reject(new NotStarted(why));
      };
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        fail("The gateway did not start in time.");
      }, START_WITHIN_MS);
      child.once("error", (error) => fail(error.message));
      void ended.then(() => fail("The gateway's process ended while it started."));
      child.on("message", (message: FromGateway) => {
        if (message.kind === "trace") onTrace(message.trace);
        else if (message.kind === "failed") fail(message.why);
        else {
          clearTimeout(timer);
          resolve(message);
        }
      });
    });
    return new GatewayChild(child, ready, options.folder, ended);
  }

  /** Hands a connection over. */
  take(socket: Socket): void {
    // One that has gone meanwhile is no loss, and neither is one whose gateway has.
    this.#tell({ kind: "take" }, socket);
  }

  /** Lets it finish what it has begun; settles when it has ended. */
  async drain(timeoutMs: number): Promise<void> {
    this.#tell({ kind: "drain", timeoutMs });
    const late = setTimeout(() => this.kill(), timeoutMs + 2000);
    await this.ended;
    clearTimeout(late);
  }

  /** Ends it at once. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #tell(message: ToGateway, socket?: Socket): void {
    if (this.#child.connected) this.#child.send(message, socket, {}, () => {});
    else socket?.destroy();
  }
}
