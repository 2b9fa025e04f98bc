import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { Logger } from "pino";
import type { Gateway } from "./gateway.js";
import type { ServerSettings, TlsSettings } from "./server-settings.js";
import { readTlsFiles, reloadTlsFiles } from "./tls.js";

/** Makes the server that clients talk to; HTTP/1.1 only, over TLS when the settings name files. */
export function createGatewayServer(
  gateway: Gateway,
  settings: ServerSettings,
  logger: Logger,
): Server {
  const options = {
    // Strict parsing always: messages that servers frame differently are refused by the parser.
    insecureHTTPParser: false,
    // Left to the gateway: Node would answer, and go on with what follows on the connection.
    requireHostHeader: false,
    maxHeaderSize: 16_384,
    headersTimeout: settings.headersTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    keepAliveTimeout: settings.keepAliveTimeoutMs,
    connectionsCheckingInterval: 1000,
    noDelay: true,
  };
  const answering = new WeakMap<Socket, ServerResponse>();
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answering.set(incoming.socket, outgoing);
    gateway.handle(incoming, outgoing);
  };
  const server =
    settings.tls === undefined
      ? createHttpServer(options, handle)
      : createHttpsServer({ ...options, ...tlsOptions(settings.tls) }, handle);
  if (settings.tls !== undefined && "setSecureContext" in server) {
    reloadTlsFiles(server, settings.tls, logger);
  }
  // Counted by the gateway, which refuses; Node would drop those beyond the limit without a sign.
  server.maxHeadersCount = 0;
  server.on("checkContinue", (incoming, outgoing) => {
    const length = Number(incoming.headers["content-length"] ?? 0);
    if (length <= gateway.maxBodyBytes) outgoing.writeContinue();
    handle(incoming, outgoing);
  });
  // Expectations that are none bind nobody; Node would answer them without the gateway.
  server.on("checkExpectation", handle);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const current = answering.get(socket);
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    // Not what was sent: it may be anything, secrets too.
    logger.info({ code: error.code, remote: socket.remoteAddress }, "malformed or late request");
    if (current === undefined) refuseConnection(error, socket);
    else refuseAfter(current, error, socket);
  });
  return server;
}

function tlsOptions(tls: TlsSettings) {
  return {
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    requestCert: tls.clients !== undefined,
    // Else routes look at what was verified.
    rejectUnauthorized: tls.clients === "required",
    ...readTlsFiles(tls),
  } as const;
}

/** Answers what the parser refused on a connection that had a request before, or still has. */
function refuseAfter(current: ServerResponse, error: NodeJS.ErrnoException, socket: Socket): void {
  if (current.writableFinished) {
    if (current.shouldKeepAlive) refuseConnection(error, socket);
    else socket.destroySoon();
  } else if (current.req.complete) {
    // What is broken follows a good request, which gets its own answer; then the connection ends.
    current.shouldKeepAlive = false;
    current.on("finish", () => socket.destroySoon());
  } else if (current.headersSent) {
    // Words of ours in the middle of an answer would be taken for a part of it.
    socket.destroy();
  } else {
    refuseConnection(error, socket);
  }
}

/** Answers what the parser refused, in words of our own, and ends the connection. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = PARSER_ERRORS.get(error.code ?? "") ?? "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.on("finish", () => socket.destroy());
}

const PARSER_ERRORS = new Map([
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", "413 Payload Too Large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
]);
