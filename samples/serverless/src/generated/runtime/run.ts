import cluster from "node:cluster";
import { SettingsError } from "./environment.js";
import type { Gateway } from "./gateway.js";
import type { RunningGateway } from "./serve.js";
import { serve } from "./serve.js";
import type { ServerSettings } from "./server-settings.js";
import { isClaimed } from "./uncaught-error.js";
import { runWorkers } from "./workers/run-workers.js";
import { serveAsWorker } from "./workers/serve-as-worker.js";

/**
 * Runs a gateway as this process, or as several if the settings say so: settings that cannot be used
 * and ports that are taken end it with a line each; SIGTERM and SIGINT drain it, a second one ends it
 * at once.
 */
export async function run<Settings extends ServerSettings>(
  readSettings: () => Settings,
  createGateway: (settings: Settings) => Gateway,
): Promise<void> {
  let running: RunningGateway;
  try {
    running = await start(readSettings(), createGateway);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(),
      () => process.exit(1),
    );
  };
  if (running.onStop === undefined) process.on("SIGTERM", stop).on("SIGINT", stop);
  else running.onStop(stop);
  // A fault outside any request: go on with nothing, but let what is under way finish.
  process.on("uncaughtException", (error) => {
    if (isClaimed(error)) return;
    process.stderr.write(`${error.stack ?? String(error)}\n`);
    process.exitCode = 1;
    if (!stopping) stop();
  });
}

async function start<Settings extends ServerSettings>(
  settings: Settings,
  createGateway: (settings: Settings) => Gateway,
): Promise<RunningGateway> {
  if (cluster.isWorker) return serveAsWorker(createGateway(settings), settings);
  if (settings.workers === 1) return serve(createGateway(settings), settings);
  return runWorkers(settings);
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `${error.message}: the port is taken`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
