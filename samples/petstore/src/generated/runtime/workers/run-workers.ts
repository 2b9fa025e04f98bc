import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { createLogger } from "../access-log.js";
import { Gauge } from "prom-client";
import { createAdminServer } from "../admin-server.js";
import { createMetrics } from "../request-metrics.js";
import type { RunningGateway } from "../serve.js";
import { listen } from "../serve.js";
import type { ServerSettings } from "../server-settings.js";
import { standardOutput } from "../standard-output.js";
import { forkWorkers } from "./fork-workers.js";
import { relayLines } from "./relay-lines.js";
import type { FromWorker } from "./worker-messages.js";
import { workersMetrics } from "./workers-metrics.js";

/**
 * Runs a gateway as several processes that share its port, each of which starts as this one did. This
 * one answers operators for all, writes their lines, and replaces those that end.
 */
export async function runWorkers(settings: ServerSettings): Promise<RunningGateway> {
  // Workers accept connections themselves: those of one that is killed end with it, and none waits
  // for this process.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({
    serialization: "advanced",
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const output = standardOutput();
  const logger = createLogger(settings.logLevel, output);
  const serving = new Set<Worker>();
  const own = createMetrics();
  const metrics = workersMetrics(own, serving);
  let isDraining = false;
  let listening = () => 0;
  const admin = createAdminServer(() => {
    if (isDraining) return "draining";
    return listening() > 0 ? "ready" : "starting";
  }, metrics);
  own.registerMetric(
    new Gauge({
      name: "gateway_workers",
      help: "Processes that take traffic.",
      registers: [],
      collect() {
        this.set(listening());
      },
    }),
  );
  const adminUrl = await listen(admin, settings.adminPort, settings.adminHost);
  const workers = forkWorkers({
    count: settings.workers,
    logger,
    started(worker) {
      const { stdout } = worker.process;
      if (stdout !== null) relayLines(stdout, output);
      worker.on("message", (message: FromWorker) => {
        if (message.kind === "listening") serving.add(worker);
        if (message.kind === "metrics") metrics.reported(worker, message.report);
      });
      worker.on("exit", () => {
        serving.delete(worker);
        metrics.ended(worker);
      });
    },
    giveUp: () => process.exit(1),
  });
  ({ listening } = workers);
  process.on("exit", () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGKILL");
  });
  const url = await workers.url;
  logger.info({ url, admin: adminUrl, workers: settings.workers }, "listening");
  return {
    url,
    adminUrl,
    async stop() {
      isDraining = true;
      await workers.stop();
      admin.close();
      admin.closeAllConnections();
      logger.info("stopped");
      logger.flush();
    },
  };
}
