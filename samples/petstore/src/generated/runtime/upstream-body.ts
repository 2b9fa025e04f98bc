import type { ServerResponse } from "node:http";
import { ClientWriter } from "./client-writer.js";
import { GatewayError } from "./gateway-error.js";

/** Where a body comes from. */
export interface BodySource {
  pause(): void;
  resume(): void;
  /** Ends the connection that it comes by. */
  cut(reason: Error): void;
}

/** Where a body goes that something is made of on the way. */
export interface BodySink {
  push(chunk: Buffer): void;
  end(): void;
  fail(failure: Error): void;
}

/**
 * A response body on its way from upstream to the client. Chunks that arrive before anyone asks for
 * them wait here, and the socket is paused.
 */
export class UpstreamBody implements BodySink {
  /** Bytes that it has, where the upstream says so. */
  readonly length: number | undefined;
  /** Where it comes from. */
  readonly source: BodySource;
  #waiting: Buffer[] = [];
  #sentBytes = 0;
  #heldSince: number | undefined;
  #heldMs = 0;
  #ended = false;
  #failure: Error | undefined;
  #onChunk: ((chunk: Buffer) => void) | undefined;
  #onEnd: (() => void) | undefined;
  #onFailure: ((failure: Error) => void) | undefined;

  constructor(source: BodySource, length: number | undefined) {
    this.source = source;
    this.length = length;
  }

  /** What cut it short. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Bytes of it that went to the client. */
  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Milliseconds since this was asked last for which the gateway or its client took nothing of it. */
  takeHeldMs(): number {
    const now = performance.now();
    const held = this.#heldMs + (this.#heldSince === undefined ? 0 : now - this.#heldSince);
    this.#heldMs = 0;
    if (this.#heldSince !== undefined) this.#heldSince = now;
    return held;
  }

  /** Called by the upstream client as bytes arrive. */
  push(chunk: Buffer): void {
    if (this.#onChunk !== undefined) this.#onChunk(chunk);
    else {
      this.#waiting.push(chunk);
      this.#pause();
    }
  }

  end(): void {
    this.#ended = true;
    this.#onEnd?.();
  }

  fail(failure: Error): void {
    this.#failure = failure;
    this.#onFailure?.(failure);
  }

  /** Gives up on the rest: frees the upstream's connection. */
  cancel(): void {
    if (!this.#ended) this.source.cut(new Error("the body is not needed"));
  }

  /** Reads the body whole, at most `limit` bytes of it; fails with what cut it short. */
  read(limit: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      this.#listen(
        (chunk) => {
          size += chunk.length;
          if (size <= limit) chunks.push(chunk);
          else this.cancel();
        },
        () => resolve(Buffer.concat(chunks, size)),
        (failure) => reject(brokenOff(failure)),
      );
    });
  }

  /**
   * Looks at the whole body, which stays to be sent; undefined if it has more than `limit` bytes. Fails
   * with what cut it short.
   */
  async peek(limit: number): Promise<Buffer | undefined> {
    if (this.length !== undefined && this.length > limit) return undefined;
    const seen: Buffer[] = [];
    let size = 0;
    try {
      return await new Promise((resolve, reject) => {
        this.#listen(
          (chunk) => {
            seen.push(chunk);
            size += chunk.length;
            if (size > limit) resolve(undefined);
          },
          () => resolve(Buffer.concat(seen, size)),
          (failure) => reject(brokenOff(failure)),
        );
      });
    } finally {
      this.#waiting = seen;
      this.#onChunk = this.#onEnd = this.#onFailure = undefined;
    }
  }

  /**
   * Sends the body to the client with backpressure; a body cut short cuts the client's too, and a
   * client that takes nothing for the whole of the time cuts the body. Settles when the client's
   * response is closed.
   */
  pipe(response: ServerResponse, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const writer = new ClientWriter(response, timeoutMs);
      response.on("drain", () => this.#resume());
      response.on("close", resolve);
      const begun = this.#waiting.length > 0;
      this.#listen(
        (chunk) => {
          this.#sentBytes += chunk.length;
          if (!writer.write(chunk)) this.#pause();
        },
        () => writer.end(),
        () => response.destroy(),
      );
      // Streams of events send their head long before the first of them.
      if (!begun && !this.#ended) response.flushHeaders();
    });
  }

  /** Hands the body on as it comes; whoever takes it says to its source how fast. */
  relay(sink: BodySink): void {
    this.#listen(
      (chunk) => sink.push(chunk),
      () => sink.end(),
      (failure) => sink.fail(failure),
    );
  }

  #listen(
    onChunk: (chunk: Buffer) => void,
    onEnd: () => void,
    onFailure: (failure: Error) => void,
  ): void {
    for (const chunk of this.#waiting) onChunk(chunk);
    this.#waiting = [];
    this.#onChunk = onChunk;
    this.#onEnd = onEnd;
    this.#onFailure = onFailure;
    if (this.#failure !== undefined) onFailure(this.#failure);
    else if (this.#ended) onEnd();
    else this.#resume();
  }

  #pause(): void {
    this.#heldSince ??= performance.now();
    this.source.pause();
  }

  #resume(): void {
    if (this.#heldSince !== undefined) this.#heldMs += performance.now() - this.#heldSince;
    this.#heldSince = undefined;
    this.source.resume();
  }
}

/** The failure of a request whose answer's body was cut short by this. */
export function brokenOff(cause: Error): GatewayError {
  return cause instanceof GatewayError ? cause : new GatewayError("network-error", { cause });
}
