import { once } from "node:events";
import type { Socket } from "node:net";
import { connect as connectSocket } from "node:net";
import type { RawResponse } from "./raw-response.js";
import { cutResponse } from "./raw-response.js";

/** A connection to a gateway that sends exactly the bytes that it is told to. */
export class RawClient {
  readonly socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #closed = false;
  #changed: () => void = () => {};

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#changed();
    });
    // A reset counts as a close: what was received until then is what there is.
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#closed = true;
      this.#changed();
    });
  }

  send(bytes: string | Buffer): void {
    this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  /** The next response; undefined when the connection closed without one. */
  async response(method = "GET"): Promise<RawResponse | undefined> {
    for (;;) {
      const cut = cutResponse(this.#received, method, this.#closed);
      if (cut !== undefined) {
        this.#received = this.#received.subarray(cut.bytes);
        return cut.response;
      }
      if (this.#closed) return undefined;
      await this.#change();
    }
  }

  /** Waits until the gateway has closed the connection; answers the bytes not yet taken. */
  async closed(): Promise<string> {
    while (!this.#closed) await this.#change();
    return this.#received.toString("latin1");
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  destroy(): void {
    this.socket.destroy();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}

/** Connects to a port of 127.0.0.1. */
export async function connect(port: number): Promise<RawClient> {
  const socket = connectSocket({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return new RawClient(socket);
}

/** Sends bytes on a connection of their own, and answers the first response. */
export async function exchange(
  port: number,
  bytes: string | Buffer,
  method = "GET",
): Promise<RawResponse | undefined> {
  const client = await connect(port);
  client.send(bytes);
  const response = await client.response(method);
  client.destroy();
  return response;
}

/** A request's head: the request line, Host, and further header lines. */
export function head(line: string, ...headers: readonly string[]): string {
  return `${[`${line} HTTP/1.1`, "Host: gateway.test", ...headers].join("\r\n")}\r\n\r\n`;
}
