import { MAX_BODY_BYTES } from "./body.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";

/** The JSON of what a hook gives. What goes wrong is logged; the client learns nothing of it. */
export async function runTransform(
  of: "request" | "response",
  { id, route, settings }: Exchange,
  transform: () => unknown,
): Promise<Buffer> {
  try {
    const text = JSON.stringify(await transform()) as string | undefined;
    if (text === undefined) throw new TypeError("a transform gave nothing that JSON can say");
    const body = Buffer.from(text);
    if (body.length > MAX_BODY_BYTES) throw new RangeError("a transform gave more than 10 MB");
    return body;
  } catch (cause) {
    const told = cause instanceof Error ? (cause.stack ?? cause.message) : `thrown ${typeof cause}`;
    settings.logger.error(
      { id, route: route.operationId, transform: of, cause: told },
      "a transform failed",
    );
    throw new GatewayError("internal-error", { cause });
  }
}
