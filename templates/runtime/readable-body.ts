import type { Readable } from "node:stream";
import type { Exchange } from "./exchange.js";
import { logHandlerFailure } from "./log-handler-failure.js";
import { UpstreamBody } from "./upstream-body.js";

/** A stream as the body of a response. It ends with the client's connection, and cuts it if it fails. */
export function readableBody(stream: Readable, request: Exchange): UpstreamBody {
  const source = {
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    cut: () => void stream.destroy(),
  };
  const body = new UpstreamBody(source, undefined);
  const breakOff = () => {
    if (!stream.readableEnded) body.fail(new Error("a handler's stream broke off"));
  };
  request.outgoing.on("close", () => stream.destroy());
  stream
    .on("data", (chunk: unknown) => {
      if (typeof chunk === "string") body.push(Buffer.from(chunk));
      else if (chunk instanceof Uint8Array) body.push(bufferOf(chunk));
      else stream.destroy(new TypeError("a handler's stream gave what is no text and no bytes"));
    })
    .on("end", () => body.end())
    .on("error", (error) => {
      logHandlerFailure(error, request, "a handler's stream failed");
      body.fail(error);
    })
    .on("close", breakOff);
  if (stream.closed) breakOff();
  return body;
}

/** The same bytes as a buffer. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
