import type { Logger } from "pino";
import { pino } from "pino";
import type { Observer } from "./observe.js";
import { standardOutput } from "./standard-output.js";

/** A logger that writes JSON lines, to standard output unless told otherwise. */
export function createLogger(level: string, output = standardOutput()): Logger {
  return pino({ level, base: null }, output);
}

/** One line a request: who asked for what is in no header, body or query here, only in the route. */
export function accessLog(logger: Logger): Observer {
  return ({ latency, integrationLatency, cause, errorType, aborted, ...request }) => {
    const line = {
      ...request,
      latencyMs: round(latency),
      ...(integrationLatency !== undefined && { integrationLatencyMs: round(integrationLatency) }),
      ...(errorType !== undefined && { errorType }),
      ...(aborted && { aborted }),
      ...(cause !== undefined && { cause: describe(cause) }),
    };
    if (errorType === "internal-error" && !aborted) logger.error(line, "request");
    else logger.info(line, "request");
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** An error's name and code; its message, or what else was thrown, may quote the client. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return `thrown ${typeof cause}`;
  const code = "code" in cause ? ` ${String(cause.code)}` : "";
  return `${cause.name}${code}`;
}
