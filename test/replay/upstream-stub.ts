import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A request as it came to the stub. */
export interface HeardRequest {
  /** The method, as it was sent. */
  readonly m: string;
  /** The target. */
  readonly p: string;
  readonly head: string;
  /** Bytes. */
  readonly body: number;
  readonly complete: boolean;
}

/** The catalogue's misbehaving upstream: a program that listens at a port, and at the next is asked. */
export class UpstreamStub {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(program: string): Promise<UpstreamStub> {
    const port = await freePair();
    const child = fork(program, [String(port)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const stub = new UpstreamStub(child, port);
    for (let tries = 0; ; tries++) {
      try {
        await stub.heard();
        return stub;
      } catch (error) {
        if (tries === 100 || child.exitCode !== null) throw error;
        await sleep(50);
      }
    }
  }

  /** What came since it was asked last. */
  async heard(): Promise<readonly HeardRequest[]> {
    const response = await fetch(`http://127.0.0.1:${this.port + 1}/seen`);
    return (await response.json()) as readonly HeardRequest[];
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}

/** A port that nobody listens at, as little as at the next. */
async function freePair(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = await listening(0);
    const { port } = first.address() as AddressInfo;
    const second = await listening(port + 1).catch(() => undefined);
    await closed(first);
    if (second === undefined) continue;
    await closed(second);
    return port;
  }
  throw new Error("there are no two ports in a row that are free");
}

async function listening(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}
