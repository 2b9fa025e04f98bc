import { type Readable, Transform } from "node:stream";
import type { Exchange } from "./exchange.js";
import { hasBody } from "./framing-guard.js";
import { GatewayError } from "./gateway-error.js";

/** Bytes of a request body that Amazon API Gateway takes; what every gateway here takes unless told. */
export const MAX_BODY_BYTES = 10_485_760;

/** Refuses a body whose announced length is over the limit, before a byte of it is read. */
export function guardBodyLength({ framing, bodyLimit }: Exchange): void {
  if (framing.length > bodyLimit) throw new GatewayError("payload-too-large");
}

/**
 * Reads a whole body into memory; an absent one is empty. An oversized one is refused without
 * destroying the socket (as `for await` would), so that the caller still gets the answer.
 */
export function readBody({ incoming, framing, bodyLimit }: Exchange): Promise<Buffer> {
  if (!hasBody(framing)) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (act: () => void) => {
      incoming.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      act();
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > bodyLimit) settle(() => reject(new GatewayError("payload-too-large")));
      else chunks.push(chunk);
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks, size)));
    // The client broke off: nobody reads the answer, the kind is for the log.
    const onClose = (cause?: Error) =>
      settle(() => reject(new GatewayError("bad-request", { cause })));
    incoming.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

/**
 * A body that streams through, as far as the limit goes. One of announced length needs no
 * counting: `guardBodyLength` saw the number, and Node's parser holds the client to it.
 */
export function streamBody({ incoming, framing, bodyLimit }: Exchange): Readable | undefined {
  if (!hasBody(framing)) return undefined;
  if (!framing.chunked) return incoming;
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > bodyLimit) done(new GatewayError("payload-too-large"));
      else done(null, chunk);
    },
  });
  incoming.on("error", (error) => counted.destroy(error));
  incoming.pipe(counted);
  // What an upstream did not take is read to its end, so that the next request is found. This comes
  // after `pipe`, which pauses when it lets go.
  counted.on("close", () => incoming.resume());
  return counted;
}
