import { SettingsError } from "./environment.js";
import type { RunningGateway } from "./serve.js";
import { isClaimed } from "./uncaught-error.js";

/**
 * Runs a gateway as this process: settings that cannot be used and ports that are taken end it with
 * a line each; SIGTERM and SIGINT drain it, a second one ends it at once.
 */
export async function run(start: () => Promise<RunningGateway>): Promise<void> {
  let running: RunningGateway;
  try {
    running = await start();
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
  process.on("SIGTERM", stop).on("SIGINT", stop);
  // A fault outside any request: go on with nothing, but let what is under way finish.
  process.on("uncaughtException", (error) => {
    if (isClaimed(error)) return;
    process.stderr.write(`${error.stack ?? String(error)}\n`);
    process.exitCode = 1;
    if (!stopping) stop();
  });
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `${error.message}: the port is taken`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
