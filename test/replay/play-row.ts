import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { answersIn } from "./answers.js";
import type { Row, Step } from "./catalogue-row.js";

/** What a row came to at the client's end. */
export interface Transcript {
  /** What came, a connection each, at most `MOST_KEPT` of one. */
  readonly received: readonly Buffer[];
  /** All bytes that came, kept or not. */
  readonly bytes: number;
  /** The last bytes that came. */
  readonly tail: Buffer;
  /** Who ended the last connection; undefined if it was open to the end. */
  readonly endedBy: "server" | "client" | undefined;
  readonly ms: number;
}

/** A row that takes longer is judged as it is then. */
const MOST_MS = 12_000;
const MOST_KEPT = 4 * 1024 * 1024;
/** After whole answers nothing more is waited for than this; a close may come later than an answer. */
const QUIET_MS = 250;
const QUIET_BEFORE_CLOSE_MS = 500;
/** An answer that is not whole may go on after a pause. */
const QUIET_WITHIN_ANSWER_MS = 5500;
const TICK_MS = 10;

/** Sends what a row says, and takes down what comes back. */
export async function playRow(row: Row, port: number): Promise<Transcript> {
  const player = new Player(port, isHeadRow(row));
  try {
    await player.open();
    for (const step of row.steps) await player.play(step);
    await player.settle(row.expect.close === true ? QUIET_BEFORE_CLOSE_MS : QUIET_MS);
    return player.transcript();
  } finally {
    player.close();
  }
}

export function isHeadRow({ steps }: Row): boolean {
  return bytesOf(steps[0]?.send ?? "")
    .toString("latin1")
    .startsWith("HEAD ");
}

class Player {
  readonly #port: number;
  readonly #isHead: boolean;
  readonly #begun = performance.now();
  readonly #connections: Connection[] = [];
  readonly #idle: Socket[] = [];

  constructor(port: number, isHead: boolean) {
    this.#port = port;
    this.#isHead = isHead;
  }

  async open(): Promise<void> {
    const connection = new Connection(this.#port);
    this.#connections.push(connection);
    await connection.opened;
  }

  async play(step: Step): Promise<void> {
    const here = this.#current;
    if (step.send !== undefined) here.send(bytesOf(step.send));
    if (step.wait !== undefined) await this.#until(() => here.isEnded, step.wait);
    for (const byte of bytesOf(step.drip?.data ?? "")) {
      if (here.isEnded) break;
      here.send(Buffer.of(byte));
      await sleep(step.drip?.gap);
    }
    if (step.pause !== undefined) await here.stopReading(step.pause);
    if (step.end) here.socket.end();
    if (step.reset) here.leave((socket) => socket.resetAndDestroy());
    if (step.destroy) here.leave((socket) => socket.destroy());
    if (step.reconnect) {
      here.leave((socket) => socket.destroy());
      await this.open();
    }
    for (let opened = 0; opened < (step.idle ?? 0); opened++) {
      this.#idle.push(connect(this.#port, "127.0.0.1").on("error", () => {}));
    }
  }

  /** Waits for what is still to come. */
  async settle(quietMs: number): Promise<void> {
    const here = this.#current;
    // A connection that was opened anew, and has asked for nothing, gets no answer.
    if (this.#connections.length > 1 && !here.hasSent) return;
    await this.#until(() => {
      if (here.isEnded) return true;
      const quiet = performance.now() - here.lastAt;
      if (here.bytes === 0 || quiet < quietMs) return false;
      const answers = answersIn(here.kept, this.#isHead);
      return answers.every(({ complete }) => complete) || quiet > QUIET_WITHIN_ANSWER_MS;
    }, MOST_MS);
  }

  transcript(): Transcript {
    return {
      received: this.#connections.map(({ kept }) => kept),
      bytes: this.#connections.reduce((sum, { bytes }) => sum + bytes, 0),
      tail: this.#current.tail,
      endedBy: this.#current.endedBy,
      ms: Math.round(performance.now() - this.#begun),
    };
  }

  close(): void {
    for (const { socket } of this.#connections) socket.destroy();
    for (const socket of this.#idle) socket.destroy();
  }

  get #current(): Connection {
    const last = this.#connections.at(-1);
    if (last === undefined) throw new TypeError("no connection was opened");
    return last;
  }

  async #until(isSo: () => boolean, ms: number): Promise<void> {
    const end = Math.min(performance.now() + ms, this.#begun + MOST_MS);
    while (!isSo() && performance.now() < end) await sleep(TICK_MS);
  }
}

class Connection {
  readonly socket: Socket;
  readonly opened: Promise<void>;
  hasSent = false;
  bytes = 0;
  tail: Buffer = Buffer.alloc(0);
  lastAt = 0;
  endedBy: Transcript["endedBy"];
  #chunks: Buffer[] = [];
  #keptBytes = 0;

  constructor(port: number) {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    this.socket = socket;
    this.opened = new Promise((resolve) => {
      socket.once("connect", resolve).once("error", () => resolve());
    });
    const end = () => {
      this.endedBy ??= "server";
    };
    socket.on("data", (chunk) => this.#take(chunk));
    socket.on("end", end).on("error", end).on("close", end);
  }

  get isEnded(): boolean {
    return this.endedBy !== undefined;
  }

  get kept(): Buffer {
    const kept = Buffer.concat(this.#chunks);
    this.#chunks = [kept];
    return kept;
  }

  send(bytes: Buffer): void {
    this.hasSent = true;
    if (this.socket.writable) this.socket.write(bytes);
  }

  async stopReading(ms: number): Promise<void> {
    this.socket.pause();
    await sleep(ms);
    this.socket.resume();
  }

  leave(how: (socket: Socket) => void): void {
    this.endedBy ??= "client";
    how(this.socket);
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.lastAt = performance.now();
    this.tail = Buffer.concat([this.tail, chunk]).subarray(-16);
    if (this.#keptBytes >= MOST_KEPT) return;
    this.#keptBytes += chunk.length;
    this.#chunks.push(chunk);
  }
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}
