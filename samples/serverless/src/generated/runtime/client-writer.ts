import type { ServerResponse } from "node:http";

/** Bytes of a body held whole that go at once, so that a slow client is seen to take some. */
const PIECE_BYTES = 65_536;

/** Writes a body to a client, and cuts off one that for the whole of the time takes nothing of it. */
export class ClientWriter {
  readonly #response: ServerResponse;
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(response: ServerResponse, timeoutMs: number) {
    this.#response = response;
    this.#timeoutMs = timeoutMs;
    response.on("drain", () => this.#calm()).on("close", () => this.#calm());
  }

  /** Answers false when the client must take some before there is more: wait for `drain`. */
  write(chunk: Buffer): boolean {
    const goesOn = this.#response.write(chunk);
    if (!goesOn) this.#watch();
    return goesOn;
  }

  /** Writes what is left, all of it or the last. */
  end(body: Buffer = Buffer.alloc(0)): void {
    let at = 0;
    const more = () => {
      while (body.length - at > PIECE_BYTES) {
        at += PIECE_BYTES;
        if (!this.write(body.subarray(at - PIECE_BYTES, at))) return;
      }
      this.#response.off("drain", more).end(body.subarray(at));
      if (!this.#response.writableFinished) this.#watch();
    };
    if (body.length > PIECE_BYTES) this.#response.on("drain", more);
    more();
  }

  /** Reading is no sign of life: a client may send requests and never take an answer. */
  #watch(): void {
    const response = this.#response;
    if (response.socket === null) {
      // It waits for its turn behind other answers on the connection.
      response.once("socket", () => this.#watch());
    } else {
      this.#timer ??= setTimeout(() => response.destroy(), this.#timeoutMs);
    }
  }

  #calm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
