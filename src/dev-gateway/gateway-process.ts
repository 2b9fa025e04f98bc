import { existsSync, readFileSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SettingsError } from "../../templates/runtime/environment.js";
import type { Gateway } from "../../templates/runtime/gateway.js";
import { createGatewayServer } from "../../templates/runtime/listen.js";
import type { ServerSettings } from "../../templates/runtime/server-settings.js";
import { isClaimed } from "../../templates/runtime/uncaught-error.js";
import { develop } from "./developing.js";
import { readMockSettings } from "./mock-settings.js";
import { Mocks } from "./mocks.js";
import type {
  FromGateway,
  GatewayProcessOptions,
  MocksFile,
  ToGateway,
} from "./process-messages.js";
import { refuseOutside } from "./refuse-outside.js";
import { Secrets } from "./secrets.js";
import { ConnectionServer } from "./serve-connections.js";

/** The modules of a generated gateway, and of its user, as far as they are needed here. */
interface GatewayModules {
  readonly createGateway: (settings: ServerSettings, hooks: object) => Gateway;
  readonly readSettings: (environment: NodeJS.ProcessEnv) => ServerSettings;
  readonly hooks: object;
}

// A terminal's Ctrl-C goes to all of its processes; the parent says when this one is to end.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
process.on("uncaughtException", (error) => {
  if (!isClaimed(error)) process.stderr.write(`${error.stack ?? String(error)}\n`);
});

const options = JSON.parse(process.argv[2] ?? "") as GatewayProcessOptions;
try {
  await start(options);
} catch (error) {
  tell({ kind: "failed", why: explain(error) }, () => process.exit(1));
}

async function start({ folder, envFile, trace, mocksFile }: GatewayProcessOptions): Promise<void> {
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  // The trace says of each request what the log would; what goes wrong is logged all the same.
  process.env["LOG_LEVEL"] ||= "warn";
  const mocks = mocksFile === undefined ? undefined : readMocks(mocksFile);
  if (mocks !== undefined) refuseOutside();
  develop({
    level: trace,
    secrets: new Secrets(process.env),
    mocks,
    tell(told) {
      if (trace !== "off") tell({ kind: "trace", trace: told });
    },
  });
  const { createGateway, readSettings, hooks } = await load(folder);
  const { settings, mocked } =
    mocks === undefined
      ? { settings: readSettings(process.env), mocked: [] }
      : readMockSettings(readSettings, process.env);
  const gateway = createGateway(settings, hooks);
  await gateway.open();
  const server = createGatewayServer(gateway, settings, gateway.logger);
  const connections = new ConnectionServer(gateway, server);
  process.on("message", (message: ToGateway, handle: unknown) => {
    if (message.kind === "drain") {
      void connections.drain(message.timeoutMs).finally(() => process.exit());
    } else if (handle instanceof Socket) {
      connections.take(handle);
    }
  });
  tell({ kind: "ready", scheme: settings.tls === undefined ? "http" : "https", mocked });
}

function readMocks(file: string): Mocks {
  const { answers, asking } = JSON.parse(readFileSync(file, "utf8")) as MocksFile;
  return new Mocks(answers, asking);
}

/** The user's hooks, and stubs for those that are not written. */
async function load(folder: string): Promise<GatewayModules> {
  const modules = async (path: string): Promise<Partial<GatewayModules>> => {
    const file = join(folder, path);
    return existsSync(file) ? ((await import(pathToFileURL(file).href)) as GatewayModules) : {};
  };
  const { createGateway } = await modules("src/generated/gateway.js");
  const { readSettings } = await modules("src/generated/settings.js");
  const stubs = await modules("src/stubs.gatewright/index.js");
  const written = await modules("src/hooks/index.js");
  if (createGateway === undefined || readSettings === undefined) {
    throw new Error(`there is no gateway in ${folder}`);
  }
  return { createGateway, readSettings, hooks: { ...stubs.hooks, ...written.hooks } };
}

function tell(message: FromGateway, sent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => sent?.());
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
