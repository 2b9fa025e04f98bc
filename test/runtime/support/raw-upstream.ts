import { once } from "node:events";
import { createServer } from "node:net";
import type { Socket } from "node:net";
import { portOf } from "./start-gateway.js";

/** What one connection does when the head of a request has come. */
export type RawAnswer = (socket: Socket, head: string) => void;

/** An upstream that answers in bytes, right or wrong. */
export interface RawUpstream {
  readonly url: string;
  /** Connections that are open. */
  readonly open: number;
  answer(by: RawAnswer): void;
  stop(): Promise<void>;
}

export async function startRawUpstream(): Promise<RawUpstream> {
  const sockets = new Set<Socket>();
  let answer: RawAnswer = (socket) => socket.destroy();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end === -1) return;
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      // What follows a head that announced a body is that body; tests here don't look at it.
      if (/^[A-Z]+ \S+ HTTP\/1\.1/.test(head)) answer(socket, head);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    get open() {
      return sockets.size;
    },
    answer(by) {
      answer = by;
    },
    async stop() {
      const closed = once(server.close(), "close");
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
