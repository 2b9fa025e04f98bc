import type { Readable } from "node:stream";
import {
  guardBodyLength,
  MAX_BODY_BYTES,
  readBody as read,
  streamBody as stream,
} from "../../../templates/runtime/body.js";
import type { Exchange } from "../../../templates/runtime/exchange.js";
import { SeenBytes } from "../seen-bytes.js";
import { inStage, traces, wholeBody } from "../trace.js";

export { guardBodyLength, MAX_BODY_BYTES };

/** Reads a whole body, which is a stage of its own. */
export function readBody(request: Exchange): Promise<Buffer> {
  return inStage(
    "read body",
    async () => {
      const body = await read(request);
      const title = "body of the request";
      if (body.length > 0) traces.getStore()?.show({ title, body: wholeBody(body) });
      return body;
    },
    ({ length }) => `${length} bytes`,
  );
}

/** A body that streams through, and is seen on its way. */
export function streamBody(request: Exchange): Readable | undefined {
  const body = stream(request);
  const trace = traces.getStore();
  if (body === undefined || trace === undefined) return body;
  const seen = new SeenBytes();
  trace.show({ title: "body of the request, as it streams", body: () => seen.shown });
  // To listen for data is to let it flow: not before somebody takes it.
  body.on("newListener", function watch(event: string) {
    if (event !== "data") return;
    body.off("newListener", watch);
    body.on("data", (chunk: Buffer) => seen.add(chunk));
  });
  return body;
}
