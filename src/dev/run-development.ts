import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UnsafeFolder } from "./cache-folder.js";
import type { DevelopmentEvents, DevelopmentOptions } from "./development-server.js";
import { DevelopmentServer } from "./development-server.js";
import { findProject } from "./find-project.js";
import { FrontDoor } from "./front-door.js";

export interface RunOptions extends Omit<DevelopmentOptions, "programs"> {
  readonly port: number;
}

/** Where signals come from. */
type Signals = Pick<NodeJS.Process, "on" | "off">;

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs the gateway of a document until a signal ends it; a second one ends it at once.
 * @returns whether it ran; what kept it from running was told
 */
export async function runDevelopment(
  options: RunOptions,
  events: DevelopmentEvents,
  signals: Signals,
): Promise<"ended" | "not started"> {
  const { port, host } = options;
  const project = options.project ?? findProject(process.cwd());
  if (options.project !== undefined && !existsSync(options.project)) {
    events.failed(`There is no folder ${options.project}.`, false);
    return "not started";
  }
  let door: FrontDoor;
  let server: DevelopmentServer;
  try {
    door = await FrontDoor.open(port, host);
  } catch (error) {
    events.failed(explainListening(error, port, host), false);
    return "not started";
  }
  try {
    server = new DevelopmentServer(
      { ...options, project: project && resolve(project), programs: programsFolder() },
      door,
      events,
    );
  } catch (error) {
    door.close();
    if (!(error instanceof UnsafeFolder)) throw error;
    events.failed(error.message, false);
    return "not started";
  }
  const asked = askedToEnd(signals, () => server.kill());
  const started = await Promise.race([server.start(), asked.then(() => true)]);
  if (started) await asked;
  await server.close();
  return started ? "ended" : "not started";
}

/** Settles at the first signal; what follows is done at each other. */
function askedToEnd(signals: Signals, again: () => void): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    const listener = () => {
      if (isAsked) again();
      isAsked = true;
      resolve();
    };
    for (const signal of SIGNALS) signals.on(signal, listener);
  });
}

/** What runs gateways is a part of this package, whichever file of it this is. */
function programsFolder(): string {
  return join(fileURLToPath(import.meta.resolve("gatewright/package.json")), "../dist/dev");
}

function explainListening(error: unknown, port: number, host: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is taken: choose another with --port.`;
  if (code === "EACCES") return `Port ${port} may not be used: choose another with --port.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `This machine has no address ${host}: choose another with --host.`;
  }
  return error instanceof Error ? error.message : String(error);
}
