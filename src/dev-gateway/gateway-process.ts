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

let connections: ConnectionServer | undefined;

process.on("message", (message: ToGateway, handle: unknown) => {
  if (message.kind === "start") {
    void start(message.options).catch((error: unknown) => {
      tell({ kind: "failed", why: explain(error, message.options) }, () => process.exit(1));
    });
  } else if (message.kind === "drain") {
    const drained = connections?.drain(message.timeoutMs) ?? Promise.resolve();
    void drained.finally(() => process.exit());
  } else if (handle instanceof Socket) {
    if (connections === undefined) handle.destroy();
    else connections.take(handle);
  }
});

// Loaded before there is a gateway, since what all of them need takes longer than what is their own. An
// import for its effects alone would not be built in.
void import("../../templates/runtime/assemble-gateway.js");
void import("./traced/upstream-client.js");

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
  const { createGateway, readSettings, hooks, stubs } = await load(folder);
  const { settings, mocked } =
    mocks === undefined
      ? { settings: readSettings(process.env), mocked: [] }
      : readMockSettings(readSettings, process.env);
  const gateway = createGateway(settings, hooks);
  await gateway.open();
  connections = new ConnectionServer(
    gateway,
    createGatewayServer(gateway, settings, gateway.logger),
  );
  tell({ kind: "ready", scheme: settings.tls === undefined ? "http" : "https", mocked, stubs });
}

function readMocks(file: string): Mocks {
  const { answers, asking } = JSON.parse(readFileSync(file, "utf8")) as MocksFile;
  return new Mocks(answers, asking);
}

/** The user's hooks, and stubs for those that are not written. */
async function load(folder: string) {
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
  const hooks = { ...stubs.hooks, ...written.hooks };
  const missing = Object.keys(stubs.hooks ?? {}).filter((name) => !has(written.hooks, name));
  return { createGateway, readSettings, hooks, stubs: missing };
}

function has(hooks: object | undefined, name: string): boolean {
  return hooks !== undefined && Object.hasOwn(hooks, name);
}

function tell(message: FromGateway, sent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => sent?.());
}

function explain(error: unknown, { envFile, mocksFile }: GatewayProcessOptions): string {
  if (error instanceof SettingsError) {
    const where = `Set them in the environment or in ${envFile}`;
    const besides = ", or add --mock, which puts harmless values in place of what is not set";
    const problems = error.problems.map((each) => `  ${each}`);
    const help = `${where}${mocksFile === undefined ? besides : ""}.`;
    return ["The settings cannot be used:", ...problems, help].join("\n");
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
