import type { Gateway } from "../gateway.js";
import type { RunningGateway } from "../serve.js";
import { serveClients } from "../serve.js";
import type { ServerSettings } from "../server-settings.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";

/** Listens with a gateway as one of several processes: the primary answers operators, and stops it. */
export async function serveAsWorker(
  gateway: Gateway,
  settings: ServerSettings,
): Promise<RunningGateway> {
  const { logger, metrics } = gateway;
  const { url, stop } = await serveClients(gateway, settings);
  return {
    url,
    adminUrl: "",
    async stop() {
      tell({ kind: "leaving" });
      await stop();
      logger.flush();
    },
    onStop(stopProcess) {
      // A terminal's Ctrl-C goes to all of its processes, and so do some supervisors' signals.
      process.on("SIGTERM", () => {}).on("SIGINT", () => {});
      process.on("message", ({ kind }: ToWorker) => {
        if (kind === "stop") stopProcess();
        if (kind === "metrics") {
          void metrics.getMetricsAsJSON().then((report) => tell({ kind: "metrics", report }));
        }
      });
      tell({ kind: "listening", url });
    },
  };
}

function tell(message: FromWorker): void {
  // Without a primary there is nobody to tell, and Node ends the process.
  if (process.connected) process.send?.(message);
}
