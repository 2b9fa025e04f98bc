import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { childrenOf, eventually, startProgram, type StartedProgram } from "./started-program.js";

const DOCUMENT = `
openapi: 3.1.0
info: { title: Workers, version: "1" }
servers: [{ url: "http://127.0.0.1:9" }]
paths:
  /slow:
    get: { operationId: slow, responses: { "200": { description: "" } } }
`;

const WORKERS = 3;

let workshop: Workshop;
let main: string;
let upstreamUrl: string;
const upstream = createServer((_, response) => {
  setTimeout(() => response.end("whole"), 30);
});

beforeAll(async () => {
  workshop = await Workshop.open();
  const folder = await workshop.project();
  const built = await buildGateway(folder, { "openapi.yaml": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error("the document was refused");
  ({ main } = built);
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});

afterAll(async () => {
  for (const { child } of started) child.kill("SIGKILL");
  upstream.close();
  await workshop.close();
});

const started: StartedProgram[] = [];

/** A gateway whose workers all listen. */
async function startWorkers(settings: Readonly<Record<string, string>> = {}) {
  const program = startProgram(main, {
    UPSTREAM_URL: upstreamUrl,
    WORKERS: String(WORKERS),
    ...settings,
  });
  started.push(program);
  const found = await eventually(
    () =>
      /^\{.*"url":"([^"]+)","admin":"([^"]+)".*"msg":"listening"\}$/m.exec(program.stdout()) ??
      undefined,
  );
  const [, url = "", adminUrl = ""] = found;
  await eventually(async () =>
    (await metric(adminUrl, "gateway_workers")) === WORKERS ? true : undefined,
  );
  return { ...program, url, adminUrl };
}

/** A client with one connection, that sends until it is stopped. */
class Client {
  readonly statuses: number[] = [];
  /** Requests that were not answered whole. */
  readonly failures: string[] = [];
  readonly #agent = new Agent({ connections: 1, pipelining: 1 });
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(url: string) {
    this.#done = this.#run(url);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
    await this.#agent.close();
  }

  async #run(url: string): Promise<void> {
    while (!this.#stopped) {
      try {
        const response = await request(`${url}/slow`, { dispatcher: this.#agent });
        const text = await response.body.text();
        if (text === "whole") this.statuses.push(response.statusCode);
        else this.failures.push(text);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ECONNREFUSED") return;
        this.failures.push(String(code));
      }
    }
  }
}

async function metric(adminUrl: string, name: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const lines = text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}

/** Settles with the requests that were answered when these are many. */
function underLoad(adminUrl: string): Promise<number> {
  return eventually(async () => {
    const answered = await metric(adminUrl, "gateway_requests_total");
    return answered > 100 ? answered : undefined;
  });
}

test("a worker that is killed is replaced, and only its own clients notice", async () => {
  const gateway = await startWorkers({ DRAIN_DELAY: "0" });
  const clients = Array.from({ length: 12 }, () => new Client(gateway.url));
  const before = await underLoad(gateway.adminUrl);
  const [victim = 0] = childrenOf(gateway.child);
  process.kill(victim, "SIGKILL");
  await eventually(() => {
    const now = childrenOf(gateway.child);
    return now.length === 3 && !now.includes(victim) ? true : undefined;
  });
  await wait(500);
  await Promise.all(clients.map((each) => each.stop()));
  // A connection is with one worker: each client lost at most what was under way on it, once.
  expect(clients.filter(({ failures }) => failures.length > 1)).toEqual([]);
  expect(clients.some(({ failures }) => failures.length === 0)).toBe(true);
  const answered = clients.flatMap(({ statuses }) => statuses);
  expect(new Set(answered)).toEqual(new Set([200]));
  expect((await fetch(`${gateway.adminUrl}/readyz`)).status).toBe(200);
  expect(await metric(gateway.adminUrl, "gateway_requests_total")).toBeGreaterThan(before);
  gateway.child.kill("SIGTERM");
  expect(await gateway.ended).toBe(0);
});

test("SIGTERM to all of its processes, as a terminal's Ctrl-C, loses no request", async () => {
  const gateway = await startWorkers({ DRAIN_DELAY: "0.5" });
  const clients = Array.from({ length: 12 }, () => new Client(gateway.url));
  await underLoad(gateway.adminUrl);
  for (const pid of childrenOf(gateway.child)) process.kill(pid, "SIGTERM");
  gateway.child.kill("SIGTERM");
  await wait(100);
  expect((await fetch(`${gateway.adminUrl}/readyz`)).status).toBe(503);
  expect(await gateway.ended).toBe(0);
  await Promise.all(clients.map((each) => each.stop()));
  // Of a connection that nobody accepted: it came between the last look at the listener and its end.
  const lost = clients.flatMap(({ failures }) => failures);
  expect(lost.filter((code) => code !== "ECONNRESET")).toEqual([]);
  const lines = gateway
    .stdout()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { msg: string });
  const answered = clients.flatMap(({ statuses }) => statuses);
  expect(answered.length).toBeGreaterThan(100);
  // Each request that was accepted has a line, and an answer.
  expect(lines.filter(({ msg }) => msg === "request")).toHaveLength(answered.length);
  expect(lines.at(-1)?.msg).toBe("stopped");
});

test("a second signal ends it at once, with its workers", async () => {
  const gateway = await startWorkers({ DRAIN_DELAY: "60" });
  const pids = childrenOf(gateway.child);
  gateway.child.kill("SIGTERM");
  await eventually(async () =>
    (await fetch(`${gateway.adminUrl}/readyz`)).status === 503 ? true : undefined,
  );
  gateway.child.kill("SIGTERM");
  expect(await gateway.ended).toBe(1);
  await eventually(() => (pids.some(isRunning) ? undefined : true));
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.for<readonly [string, Readonly<Record<string, string>>, RegExp]>([
  ["settings that cannot be used", { PORT: "x" }, /PORT must be an integer/g],
  ["a number of workers that is none", { WORKERS: "0" }, /WORKERS must be auto or an integer/g],
  ["what only a worker finds", { TLS_CERT_FILE: "no", TLS_KEY_FILE: "no" }, /Error: ENOENT/g],
])("%s: said once, and the end", async ([, settings, message]) => {
  const program = startProgram(main, { UPSTREAM_URL: upstreamUrl, WORKERS: "3", ...settings });
  expect(await program.ended).toBe(1);
  expect(program.stderr().match(message)).toHaveLength(1);
  expect(program.stdout()).toBe("");
});

test("a port that is taken is said once", async () => {
  const { port } = new URL(upstreamUrl);
  const program = startProgram(main, { UPSTREAM_URL: upstreamUrl, WORKERS: "3", PORT: port });
  expect(await program.ended).toBe(1);
  expect(program.stderr().match(/the port is taken/g)).toHaveLength(1);
});

test("workers that cannot start any more are given up when none is left", async () => {
  const folder = await workshop.project();
  const broken = join(folder, "broken");
  const preload = join(folder, "preload.cjs");
  writeFileSync(
    preload,
    `const { existsSync } = require("node:fs");
     if (require("node:cluster").isWorker && existsSync(${JSON.stringify(broken)})) process.exit(3);`,
  );
  const gateway = await startWorkers({ NODE_OPTIONS: `--require ${preload}` });
  writeFileSync(broken, "");
  const failures = () => gateway.stdout().match(/"code":3/g)?.length ?? 0;
  const [last = 0, ...others] = childrenOf(gateway.child);
  for (const pid of others) process.kill(pid, "SIGKILL");
  // One still listens: the gateway goes on, and tries again.
  await eventually(() => (failures() >= 6 ? true : undefined));
  expect((await fetch(`${gateway.adminUrl}/readyz`)).status).toBe(200);
  process.kill(last, "SIGKILL");
  expect(await gateway.ended).toBe(1);
});

test("lines of several processes stay whole, however long", async () => {
  const folder = await workshop.project();
  const preload = join(folder, "preload.cjs");
  // A hook that writes more than a pipe takes at once.
  writeFileSync(
    preload,
    `const { isWorker, worker } = require("node:cluster");
     for (let i = 0; isWorker && i < 40; i += 1) setTimeout(() => {
       const filler = String(worker.id).repeat(100_000);
       process.stdout.write(JSON.stringify({ filler }) + "\\n");
     }, 1000 + 5 * i);`,
  );
  const gateway = await startWorkers({ DRAIN_DELAY: "0", NODE_OPTIONS: `--require ${preload}` });
  const whole = (worker: number) => `{"filler":"${String(worker).repeat(100_000)}"}`;
  const lines = await eventually(() => {
    const found = gateway
      .stdout()
      .split("\n")
      .filter((line) => line.includes("filler"));
    return found.length >= 40 * WORKERS ? found : undefined;
  });
  for (const worker of [1, 2, 3]) {
    expect(lines.filter((line) => line === whole(worker))).toHaveLength(40);
  }
  gateway.child.kill("SIGTERM");
  expect(await gateway.ended).toBe(0);
});
