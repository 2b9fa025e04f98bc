import { symbols } from "pino";
import { jsonText } from "./escape-text.js";
import { LoggedRequest } from "./logged-request.js";
import type { AccessLog } from "./observe.js";

/**
 * Writes a line for each request, of texts and what stands between them, wherever the logger writes
 * its lines of requests, and where its level has those.
 * @param escape how values are written; as texts of JSON unless said
 */
export function accessLine(
  parts: (log: LoggedRequest) => readonly string[],
  escape: (value: string) => string = jsonText,
): AccessLog {
  return (logger) => {
    const { [symbols.streamSym]: stream } = logger as unknown as {
      readonly [symbols.streamSym]: { write(text: string): unknown };
    };
    return (ended, end) => {
      if (!logger.isLevelEnabled("info")) return;
      stream.write(`${parts(new LoggedRequest(ended, end, escape)).join("")}\n`);
    };
  };
}
