import type { Exchange } from "./exchange.js";

/** Tells the log why a handler failed; the client learns nothing of it. */
export function logHandlerFailure(
  cause: unknown,
  { id, route, settings }: Exchange,
  message: string,
): void {
  const told = cause instanceof Error ? (cause.stack ?? cause.message) : `thrown ${typeof cause}`;
  settings.logger.error({ id, route: route.operationId, cause: told }, message);
}
