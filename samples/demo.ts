/**
 * `npm run demo`: what a person would do with gatewright, in a minute. Generates the petstore's gateway
 * and one of Lambda functions into temporary folders, type-checks and builds them, starts them beside
 * a small server that stands in for what they call, sends requests, and shows what came of each.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { generate } from "../src/index.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

interface Call {
  readonly shows: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A sample and what is asked of its gateway. */
interface Demo {
  readonly sample: string;
  /** What the project has of the sample's own code, in place of what is first written. */
  readonly own?: string;
  /** What the calls are of, and the settings that say where that is. */
  readonly called: string;
  readonly settings: (url: string) => Readonly<Record<string, string>>;
  /** What that answers. */
  readonly answer: (path: string) => { readonly status: number; readonly body: string };
  readonly calls: readonly Call[];
}

const PARTNER_KEY = "the-key-of-some-partner";

const PET_CALLS: readonly Call[] = [
  { shows: "a proxied GET", method: "GET", path: "/pets?type=cat" },
  { shows: "the same again: the response was kept", method: "GET", path: "/pets?type=cat" },
  { shows: "one that validation refuses", method: "GET", path: "/pets" },
  { shows: "a mock", method: "GET", path: "/health" },
  { shows: "a mapped parameter", method: "GET", path: "/pets/7?verbose=true" },
  { shows: "a status that a rule maps", method: "GET", path: "/pets/404" },
  {
    shows: "a caller without a token",
    method: "POST",
    path: "/pets",
    headers: { "content-type": "application/json" },
    body: '{"name": "Mia", "type": "cat"}',
  },
  {
    shows: "one whom the authorizer lets in",
    method: "POST",
    path: "/pets",
    headers: { "content-type": "application/json", authorization: "Bearer keeper" },
    body: '{"name": "Mia", "type": "cat"}',
  },
  {
    shows: "more than the throttle lets in",
    method: "POST",
    path: "/pets",
    headers: { "content-type": "application/json", authorization: "Bearer keeper" },
    body: '{"name": "Rex", "type": "dog"}',
  },
  {
    shows: "an API key of a usage plan",
    method: "GET",
    path: "/stock",
    headers: { "x-api-key": PARTNER_KEY },
  },
  { shows: "a greedy path", method: "PUT", path: "/photos/2026/mia%2F1.jpg", body: "…" },
  { shows: "a path that tries to climb", method: "GET", path: "/photos/%2e%2e/secret" },
  { shows: "an unknown path", method: "GET", path: "/nothing/here" },
];

/** What everything is sent, or is signed by. */
const UNSHOWN = /^x-(?:forwarded|amz-(?!target))/;

const JSON_TYPE = { "content-type": "application/json" };

const DEMOS: readonly Demo[] = [
  {
    sample: "petstore",
    own: "src/hooks/functions",
    called: "upstream",
    settings: (url) => ({
      ANIMALS_EXAMPLE_URL: url,
      PHOTO_HOST_URL: url,
      API_KEYS: JSON.stringify([{ id: "some", value: PARTNER_KEY, usagePlans: ["partners"] }]),
    }),
    answer: (path) => ({
      status: path.includes("404") ? 404 : 200,
      body: '{"id": 7, "name": "Mia"}',
    }),
    calls: PET_CALLS,
  },
  {
    sample: "serverless",
    own: "src/hooks/functions",
    called: "AWS",
    settings: (url) => ({
      WAITING_LIST_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/waiting-list",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_ENDPOINT_URL: url,
    }),
    answer: () => ({ status: 200, body: '{"MessageId": "1"}' }),
    calls: [
      { shows: "a Lambda function in the gateway", method: "GET", path: "/shows/hamlet" },
      {
        shows: "one that answers by its callback",
        method: "POST",
        path: "/shows/hamlet/tickets",
        headers: JSON_TYPE,
        body: '{"seats": 2}',
      },
      {
        shows: "a message for a queue",
        method: "POST",
        path: "/shows/hamlet/waiting-list",
        headers: JSON_TYPE,
        body: '{"email": "ada@example.com"}',
      },
      { shows: "a caller without a token", method: "GET", path: "/sales" },
    ],
  },
];

for (const demo of DEMOS) await run(demo);

async function run(demo: Demo): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gatewright-demo-"));
  const sample = join(ROOT, "samples", demo.sample);
  try {
    await step("generate", async () => {
      const { changes } = await generate({ document: join(sample, "openapi.yaml"), out: folder });
      return `${changes?.length ?? 0} files from samples/${demo.sample}/openapi.yaml`;
    });
    const { own } = demo;
    if (own !== undefined) await cp(join(sample, own), join(folder, own), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    await step("type-check", () => runTool(folder, "typescript/bin/tsc", ["--noEmit"]));
    const config = ["--config", "rolldown.config.mjs"];
    await step("build", () => runTool(folder, "rolldown/bin/cli.mjs", config));
    await play(folder, demo);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function step(name: string, work: () => Promise<string> | string): Promise<void> {
  const started = performance.now();
  const said = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${pc.bold(name.padEnd(10))} ${said} ${pc.dim(`(${seconds} s)`)}`);
}

function runTool(folder: string, tool: string, args: readonly string[]): string {
  const script = join(ROOT, "node_modules", tool);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${tool} failed:\n${stdout}${stderr}`);
  return "no errors";
}

/** Starts what is called, and the gateway; sends the calls, and stops both. */
async function play(project: string, demo: Demo): Promise<void> {
  let heard = "";
  const upstream = createServer((incoming, response) => {
    const mapped = Object.entries(incoming.headers).filter(
      ([name]) => name.startsWith("x-") && !UNSHOWN.test(name),
    );
    heard = [incoming.method, incoming.url, ...mapped.map((pair) => pc.dim(pair.join(": ")))].join(
      " ",
    );
    incoming.resume();
    const { status, body } = demo.answer(incoming.url ?? "");
    response.writeHead(status, { "Content-Type": "application/json", ETag: '"v1"' });
    response.end(body);
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;

  const gateway = spawn(process.execPath, ["dist/main.js"], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: "0",
      ADMIN_PORT: "0",
      DRAIN_DELAY: "0",
      ...demo.settings(upstreamUrl),
    },
  });
  const ended = once(gateway, "exit");
  // A demo that fails leaves no gateway behind.
  process.once("exit", () => gateway.kill("SIGKILL"));
  const lines = createInterface({ input: gateway.stdout })[Symbol.asyncIterator]();
  const { url } = JSON.parse((await lines.next()).value ?? "{}") as { url: string };
  console.log(`${pc.bold("start".padEnd(10))} ${url}\n`);
  for (const call of demo.calls) {
    heard = pc.dim("nothing");
    await show(call, url, () => `${demo.called.padEnd(9)} ${heard}`);
  }
  gateway.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  upstream.closeAllConnections();
  upstream.close();
  console.log(`${pc.bold("stop".padEnd(10))} exit code ${code} after SIGTERM\n`);
  if (code !== 0) process.exitCode = 1;
}

async function show(call: Call, url: string, heard: () => string): Promise<void> {
  const [status, answer] = await send(call, url);
  const color = status < 300 ? pc.green : pc.yellow;
  console.log(`${pc.bold(`${call.method} ${call.path}`)}  ${pc.dim(call.shows)}`);
  console.log(`  ${heard()}`);
  console.log(`  answer    ${color(String(status))} ${answer}\n`);
}

/** Sends a path exactly as it is written; `fetch` would tidy it up first. */
async function send({ method, path, headers, body }: Call, url: string): Promise<[number, string]> {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, method, path, headers });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return [response.statusCode ?? 0, Buffer.concat(await response.toArray()).toString()];
}
