import { accessLog, createLogger } from "./access-log.js";
import type { Tools } from "./deployment.js";
import { createMetrics, requestMetrics } from "./request-metrics.js";
import type { ServerSettings } from "./server-settings.js";
import type { Store } from "./store/store.js";

/** Opens the store of a gateway that has one. */
export type OpenStore<Settings> = (
  settings: Settings,
  tools: Pick<Tools, "logger" | "metrics">,
) => Store;

/** Opens the log, the metrics and the store of a gateway. */
export function openTools<Settings extends ServerSettings>(
  settings: Settings,
  openStore: OpenStore<Settings> | undefined,
): Tools {
  const logger = createLogger(settings.logLevel);
  const metrics = createMetrics();
  return {
    logger,
    metrics,
    store: openStore?.(settings, { logger, metrics }),
    observers: [accessLog(logger), requestMetrics(metrics)],
  };
}
