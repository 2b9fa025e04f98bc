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
class NotStarted extends Error {}

const START_WITHIN_MS = 20_000;

/** What a gateway says when it is there. */
export type Ready = Extract<FromGateway, { readonly kind: "ready" }>;

/** A process for one gateway. It loads what all of them need before it is told which one it is. */
export class GatewayChild {
  /** Settles when it has ended, whyever. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;

  /**
   * @param program the file that runs gateways
   * @param cwd where relative paths of settings are
   */
  constructor(program: string, cwd: string, onTrace: (trace: RequestTrace) => void) {
    this.#child = fork(program, {
      cwd,
      execArgv: ["--enable-source-maps"],
      // Its log is talk, as the command's own is: stdout is for data.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    this.ended = once(this.#child, "exit").then(
      () => {},
      () => {},
    );
    this.#child.on("message", (message: FromGateway) => {
      if (message.kind === "trace") onTrace(message.trace);
    });
  }

  /** Starts its gateway; rejects with `NotStarted`, and is of no more use then. */
  async start(options: GatewayProcessOptions): Promise<Ready> {
    this.#tell({ kind: "start", options });
    return new Promise<Ready>((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(timer);
        this.kill();
        reject(new NotStarted(why));
      };
      const timer = setTimeout(() => fail("The gateway did not start in time."), START_WITHIN_MS);
      void this.ended.then(() => fail("The gateway's process ended while it started."));
      this.#child.on("message", (message: FromGateway) => {
        if (message.kind === "failed") fail(message.why);
        if (message.kind !== "ready") return;
        clearTimeout(timer);
        resolve(message);
      });
    });
  }

  /** Hands a connection over. */
  take(socket: Socket): void {
    // One that has gone meanwhile is no loss.
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
