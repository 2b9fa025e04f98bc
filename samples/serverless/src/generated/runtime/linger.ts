import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** How long a client may go on sending what nobody wants. */
const LINGER_MS = 5000;

/**
 * Has Node end a request's connection only when its body has come, or after a while. With bytes
 * unread the connection would be reset, and the answer could be lost on its way (RFC 9112, 9.6).
 */
export function endAfterBody(incoming: IncomingMessage, socket: Socket): void {
  const end = socket.destroySoon.bind(socket);
  socket.destroySoon = () => {
    socket.destroySoon = end;
    if (incoming.complete) {
      end();
      return;
    }
    socket.end();
    const timer = setTimeout(end, LINGER_MS);
    incoming.on("end", end);
    socket.on("close", () => clearTimeout(timer));
  };
}
