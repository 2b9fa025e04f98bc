import type { Socket } from "node:net";
import type { buildConnector, Dispatcher } from "undici";
import { Client } from "undici";

/** All connections read into it in turn; what they read is taken out at once. */
const READ = Buffer.allocUnsafeSlow(32_768);

/**
 * How connections without TLS are read: no further than was asked for, so that a client that takes
 * nothing holds up what it was sent last, and nothing besides.
 */
export const READ_ON_DEMAND = {
  highWaterMark: 1,
  onread: {
    buffer: READ,
    callback(this: Socket, bytes: number): boolean {
      return this.push(Buffer.from(READ.subarray(0, bytes)));
    },
  },
} as buildConnector.BuildOptions;

/** Is told which connection a request goes over. */
export interface OnConnection {
  connection: UpstreamConnection | undefined;
}

/** A request that a pool hands to one of its connections. */
export interface Dispatched extends Dispatcher.DispatchOptions {
  readonly call: OnConnection;
}

/**
 * One connection of a pool, which can be cut. Undici's own way to abort a request opens another
 * connection in place of the one that it closes, though nothing is to be sent.
 */
export class UpstreamConnection extends Client {
  #socket: Socket | undefined;

  constructor(origin: URL, options: Client.Options) {
    const connect = options.connect as buildConnector.connector;
    super(origin, {
      ...options,
      connect: (request, callback) =>
        connect(request, (...result) => {
          this.#socket = result[1] ?? undefined;
          callback(...result);
        }),
    });
  }

  override dispatch(options: Dispatched, handler: Dispatcher.DispatchHandler): boolean {
    options.call.connection = this;
    return super.dispatch(options, handler);
  }

  /** Reads nothing until somebody does again. */
  pause(): void {
    this.#socket?.pause();
  }

  /** Ends the request that is under way with an error. */
  cut(error: Error): void {
    this.#socket?.destroy(error);
  }
}
