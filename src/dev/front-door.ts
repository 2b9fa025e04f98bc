import type { Server, Socket } from "node:net";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

/** Takes a connection over. */
type TakeConnection = (socket: Socket) => void;

/** Connections that wait for a gateway; more are refused. */
const MAX_WAITING = 1000;

/**
 * Listens for as long as the command runs, whichever gateway serves: nothing of a connection is read
 * before it is handed to one.
 */
export class FrontDoor {
  readonly #server: Server;
  #take: TakeConnection | undefined;
  #isHeld = true;
  #waiting: Socket[] = [];

  private constructor() {
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
  }

  /** Rejects where it cannot listen. */
  static async open(port: number, host: string): Promise<FrontDoor> {
    const door = new FrontDoor();
    await new Promise<void>((resolve, reject) => {
      door.#server.once("error", reject).listen(port, host, resolve);
    });
    return door;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Who takes connections from now on; what waited goes there first. */
  lead(take: TakeConnection): void {
    this.#take = take;
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach(take);
  }

  /** Nobody takes connections now: they wait for who is coming, or are refused if nobody is. */
  hold(isComing: boolean): void {
    this.#take = undefined;
    this.#isHeld = isComing;
    if (isComing) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach(refuse);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#waiting) socket.destroy();
  }

  #accept(socket: Socket): void {
    // A connection that breaks while it waits is nobody's loss but its client's.
    socket.on("error", () => {});
    if (this.#take !== undefined) this.#take(socket);
    else if (this.#isHeld && this.#waiting.length < MAX_WAITING) this.#waiting.push(socket);
    else refuse(socket);
  }
}

function refuse(socket: Socket): void {
  const head = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  socket.resume().end(head);
}
