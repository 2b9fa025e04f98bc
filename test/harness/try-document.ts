import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "rolldown";
import { Agent, request } from "undici";
import { generate, type GenerateOptions } from "../../src/index.js";
import { toJson, type JsonDiagnostic } from "../../src/diagnostics/to-json.js";
import { ROOT } from "./root.js";
import type { SmokeResult } from "./run-smoke-tests.js";
import { runSmokeTests } from "./run-smoke-tests.js";

/** What is to be tried. */
export interface Trial {
  /** The document, and the project's folder. */
  readonly document: string;
  readonly out: string;
  readonly options: Omit<GenerateOptions, "document" | "out">;
  /** Take every condition to be false that the document leaves to its user. */
  readonly decides?: boolean;
  /** Run the project's own tests too. */
  readonly runsTests?: boolean;
}

/** What came of a document: generated and started, or why not. */
export interface TrialResult {
  readonly generated: boolean;
  readonly diagnostics: readonly JsonDiagnostic[];
  /** Why it did not build or start; undefined if it did, or was refused. */
  readonly startFailure: string | undefined;
  /** What it routes: `GET /pets`. */
  readonly routes: readonly string[];
  /** Whether anything was put where all objects find it. */
  readonly polluted: boolean;
  /** The conditions that the document left to its user, all of which were taken to be false. */
  readonly decided: readonly string[];
  /** Milliseconds that generating took. */
  readonly ms: number;
  /** Of the project's own tests, where they were run. */
  readonly tests?: SmokeResult;
}

/** Generates a document, bundles the project, starts the gateway, and has it answer a request. */
export async function tryDocument(trial: Trial): Promise<TrialResult> {
  const { document, out, options, decides = false, runsTests = false } = trial;
  const started = performance.now();
  const { result, decided } = await generateDecided({ ...options, document, out }, decides);
  const { reporter, source, changes } = result;
  const ms = Math.round(performance.now() - started);
  const diagnostics = toJson(reporter.diagnostics, source);
  const refused = { generated: false, diagnostics, startFailure: undefined, routes: [], decided };
  if (changes === undefined) return { ...refused, polluted: isPolluted(), ms };
  const { routes, startFailure } = await startProject(out).catch((error: unknown) => ({
    routes: [],
    startFailure: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  const tests = runsTests && startFailure === undefined ? await runSmokeTests(out) : undefined;
  return {
    generated: true,
    ...(tests !== undefined && { tests }),
    diagnostics,
    startFailure,
    routes,
    decided,
    polluted: isPolluted(),
    ms,
  };
}

/** Generates, and decides the conditions that are to be decided for that, as the user would. */
async function generateDecided(options: GenerateOptions, decides: boolean) {
  let decided: readonly string[] = [];
  for (;;) {
    const variables = Object.fromEntries(decided.map((name) => [name, "false"]));
    const result = await generate({
      ...options,
      variables: { ...options.variables, ...variables },
    });
    const asked = result.reporter.diagnostics.flatMap(({ code, help }) =>
      code === "undecided-condition" ? (/--var (\S+)=true/.exec(help ?? "")?.[1] ?? []) : [],
    );
    if (!decides || asked.every((name) => decided.includes(name))) return { result, decided };
    decided = [...new Set([...decided, ...asked])].toSorted();
  }
}

function isPolluted(): boolean {
  return Object.keys(Object.prototype).length > 0;
}

/** What the harness takes from a project: the same that its `main.ts` does. */
const ENTRY = `
export { createGateway } from "./src/generated/gateway.js";
export { serve } from "./src/generated/runtime/serve.js";
export { readSettings } from "./src/generated/settings.js";
export { hooks } from "./src/hooks/index.js";
`;

interface ProjectModule {
  readonly createGateway: (settings: unknown, hooks: unknown) => StartedGateway;
  readonly serve: (gateway: unknown, settings: unknown) => Promise<Running>;
  readonly readSettings: (environment: Readonly<Record<string, string>>) => unknown;
  readonly hooks: unknown;
}
interface StartedGateway {
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}
interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

async function startProject(folder: string) {
  const bundle = join(folder, "dist/harness.js");
  await build({
    cwd: folder,
    input: "harness-entry",
    platform: "node",
    external: /^[^./\0](?!arness-entry)/,
    logLevel: "silent",
    plugins: [
      {
        name: "harness-entry",
        resolveId: (id) => (id === "harness-entry" ? join(folder, "harness-entry.ts") : null),
        load: (id) => (id === join(folder, "harness-entry.ts") ? ENTRY : null),
      },
    ],
    output: { file: bundle },
  });
  const project = (await import(pathToFileURL(bundle).href)) as ProjectModule;
  const settings = project.readSettings(await harmlessSettings(folder));
  const gateway = project.createGateway(settings, project.hooks);
  const running = await project.serve(gateway, settings);
  try {
    const response = await request(`${running.url}/`, { dispatcher: CLIENT });
    await response.body.dump();
    return {
      routes: gateway.routes.map(({ method, path }) => `${method} ${path}`),
      startFailure: undefined,
    };
  } finally {
    await running.stop();
  }
}

const CERTIFICATES = join(ROOT, "test/runtime/certificates");

/** Takes the certificate of any gateway. */
const CLIENT = new Agent({ connect: { rejectUnauthorized: false } });

const SETTING = /^([A-Z_a-z]\w*)=(.*)$/gm;

/** Settings that every gateway has. */
const USUAL = new Set(
  Array.from(
    readFileSync(join(ROOT, "templates/scaffold/.env.example.hbs"), "utf8").matchAll(SETTING),
    ([, name = ""]) => name,
  ),
);

/** What a project needs to start; nothing that it then calls is there. */
async function harmlessSettings(folder: string): Promise<Readonly<Record<string, string>>> {
  const example = await readFile(join(folder, ".env.example"), "utf8");
  return {
    ...Object.fromEntries(example.split("\n\n").flatMap(ownSettings)),
    ...(example.includes("which operations ask for") && {
      TLS_CERT_FILE: join(CERTIFICATES, "one.cert.pem"),
      TLS_KEY_FILE: join(CERTIFICATES, "one.key.pem"),
      TLS_CLIENT_CA_FILE: join(CERTIFICATES, "clients.cert.pem"),
    }),
    HOST: "127.0.0.1",
    PORT: "0",
    ADMIN_PORT: "0",
    LOG_LEVEL: "silent",
    DRAIN_DELAY: "0",
    DRAIN_TIMEOUT: "1",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "nobody-has-this-key",
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
  };
}

/**
 * Values by what the comment of a setting says, whatever the setting is called; none where the
 * gateway starts without.
 */
function ownSettings(paragraph: string): readonly (readonly [string, string])[] {
  const comment = paragraph.replaceAll(/\n?^# /gm, " ");
  const kind = KINDS.find(([pattern]) => pattern.test(comment));
  if (kind === undefined) return [];
  const names = Array.from(paragraph.matchAll(SETTING), ([, name = ""]) => name);
  return names.filter((name) => !USUAL.has(name)).map((name) => [name, kind[1]] as const);
}

const CALLED = /^ Base URL\b|^ The scheme \S+: (who gives tokens out|where the server is asked)\b/;
const POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_pool";

const KINDS: readonly (readonly [pattern: RegExp, value: string])[] = [
  [CALLED, "http://127.0.0.1:9"],
  [/^ The scheme \S+: the ARNs of the user pools\b/, POOL],
  [/^ The (stage variable|Lambda function) |Must be set\.|unless set, made of/, "x"],
];
