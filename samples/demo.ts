/**
 * `npm run demo`: what a person would do with gatewright, in half a minute. Generates the petstore's
 * gateway into a temporary folder, type-checks and builds it, starts it beside a small upstream,
 * sends requests, and shows what came of each.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
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

const CALLS: readonly Call[] = [
  { shows: "a proxied GET", method: "GET", path: "/pets?type=cat" },
  { shows: "one that validation refuses", method: "GET", path: "/pets" },
  { shows: "a mock", method: "GET", path: "/health" },
  { shows: "a mapped parameter", method: "GET", path: "/pets/7?verbose=true" },
  { shows: "a status that a rule maps", method: "GET", path: "/pets/404" },
  {
    shows: "a caller whom a hook refuses",
    method: "POST",
    path: "/pets",
    headers: { "content-type": "application/json" },
    body: '{"name": "Mia", "type": "cat"}',
  },
  { shows: "a greedy path", method: "PUT", path: "/photos/2026/mia%2F1.jpg", body: "…" },
  { shows: "a path that tries to climb", method: "GET", path: "/photos/%2e%2e/secret" },
  { shows: "an unknown path", method: "GET", path: "/nothing/here" },
];

const folder = await mkdtemp(join(tmpdir(), "gatewright-demo-"));
try {
  await step("generate", async () => {
    const document = join(ROOT, "samples/petstore/openapi.yaml");
    const { changes } = await generate({ document, out: folder });
    return `${changes?.length ?? 0} files from samples/petstore/openapi.yaml`;
  });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  await step("type-check", () => runTool("typescript/bin/tsc", ["--noEmit"]));
  await step("build", () => runTool("rolldown/bin/cli.mjs", ["--config", "rolldown.config.mjs"]));
  await play(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function step(name: string, work: () => Promise<string> | string): Promise<void> {
  const started = performance.now();
  const said = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${pc.bold(name.padEnd(10))} ${said} ${pc.dim(`(${seconds} s)`)}`);
}

function runTool(tool: string, args: readonly string[]): string {
  const script = join(ROOT, "node_modules", tool);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${tool} failed:\n${stdout}${stderr}`);
  return "no errors";
}

/** Starts upstream and gateway, sends the calls, and stops both. */
async function play(project: string): Promise<void> {
  let heard = "";
  const upstream = createServer((incoming, response) => {
    const mapped = Object.entries(incoming.headers).filter(([name]) =>
      /^x-(?!forwarded)/.test(name),
    );
    heard = [incoming.method, incoming.url, ...mapped.map((pair) => pc.dim(pair.join(": ")))].join(
      " ",
    );
    incoming.resume();
    const status = incoming.url?.includes("404") === true ? 404 : 200;
    response.writeHead(status, { "Content-Type": "application/json", ETag: '"v1"' });
    response.end('{"id": 7, "name": "Mia"}');
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
      ANIMALS_EXAMPLE_URL: upstreamUrl,
      PHOTOS_EXAMPLE_URL: upstreamUrl,
    },
  });
  const ended = once(gateway, "exit");
  const lines = createInterface({ input: gateway.stdout })[Symbol.asyncIterator]();
  const { url } = JSON.parse((await lines.next()).value ?? "{}") as { url: string };
  console.log(`${pc.bold("start".padEnd(10))} ${url}\n`);
  for (const call of CALLS) {
    heard = pc.dim("nothing");
    await show(call, url, () => heard);
  }
  gateway.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  upstream.closeAllConnections();
  upstream.close();
  console.log(`${pc.bold("stop".padEnd(10))} exit code ${code} after SIGTERM`);
  if (code !== 0) process.exitCode = 1;
}

async function show(call: Call, url: string, heard: () => string): Promise<void> {
  const [status, answer] = await send(call, url);
  const color = status < 300 ? pc.green : pc.yellow;
  console.log(`${pc.bold(`${call.method} ${call.path}`)}  ${pc.dim(call.shows)}`);
  console.log(`  upstream  ${heard()}`);
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
