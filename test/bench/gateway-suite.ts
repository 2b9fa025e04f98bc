import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "rolldown";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { ROOT } from "../harness/root.js";
import { CACHED, LIMITED, LIMITED_PROXY, PLAIN, PROXY, TEXT } from "./gateway-documents.js";
import { runRounds } from "./run-rounds.js";
import { OURS, type Suite } from "./suite.js";

const PLAIN_ROUTE = "the plain route";
const ALONE = "throttle, quota, key and log, without an upstream";
const STATIC = "a static answer";

const LIMITS = "throttle, quota, key and log";
const HIT = "a cache hit";

/** The documents that are measured beside each other, by subject and candidate. */
const DOCUMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [LIMITS]: { [OURS]: LIMITED_PROXY, [PLAIN_ROUTE]: PROXY },
  [ALONE]: { [OURS]: LIMITED, [STATIC]: PLAIN },
  [HIT]: { [OURS]: CACHED, [STATIC]: PLAIN },
};

/** What `run-gateway.mjs` prints: of one request. */
interface Took {
  /** Microseconds. */
  readonly CPU: number;
  /** How often limits were taken from the store. */
  readonly takes: number;
}

export const gatewaySuite: Suite = {
  name: "gateway",
  title: "Limits and kept responses",
  charted: "CPU",
  bars: [
    { subject: LIMITS, measure: "CPU", atMost: 1.2, peer: PLAIN_ROUTE },
    { subject: LIMITS, measure: "takes", atMost: 1 },
    // At 0.8 × its speed.
    { subject: HIT, measure: "CPU", atMost: 1.25, peer: STATIC },
  ],
  async run(options) {
    const workshop = await Workshop.open();
    const upstream = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/json").end(TEXT);
    });
    await once(upstream.listen(0, "127.0.0.1"), "listening");
    try {
      const runs = [];
      for (const [subject, documents] of Object.entries(DOCUMENTS)) {
        if (!options.wants(subject)) continue;
        const modules = new Map<string, string>();
        for (const [candidate, document] of Object.entries(documents)) {
          modules.set(candidate, await bundle(await workshop.project(), document));
        }
        runs.push(
          await runRounds(
            [subject],
            [...modules.keys()],
            { CPU: "µs", takes: "a request" },
            options,
            async (_, candidate) => ({
              kind: "done",
              took: await measure(modules.get(candidate), upstream),
            }),
          ),
        );
      }
      return {
        // Who has no limits takes nothing.
        measurements: runs.flatMap(({ measurements }) =>
          measurements.filter(({ measure, values }) => measure === "CPU" || values.some(Boolean)),
        ),
        failures: runs.flatMap(({ failures }) => failures),
        notes: NOTES,
      };
    } finally {
      upstream.close();
      await workshop.close();
    }
  },
};

const NOTES = [
  "Generated gateways of one route with a kilobyte, with Node's HTTP server on streams in memory, where clients cost no kernel. The plain route is a proxy of an upstream in another process; others answer by themselves.",
  "All of them count requests and log each as a line of JSON; the log is written, to where nobody reads it.",
  "Limits are a throttle and a quota of the key's plan and a throttle of the stage, taken from the store at once; the line besides is of Common Log Format.",
];

/** Generates a gateway, and bundles what makes it of settings, with the store that it has. */
async function bundle(folder: string, document: string): Promise<string> {
  const built = await buildGateway(folder, { "openapi.json": document }, {});
  if (built.kind === "refused") {
    throw new Error(built.errors.map(({ message }) => message).join("; "));
  }
  const input = join(folder, "src/bench.ts");
  await writeFile(
    input,
    ["gateway", "settings", "runtime/store/memory-store"]
      .filter((module) => existsSync(join(folder, `src/generated/${module}.ts`)))
      .map((module) => `export * from "./generated/${module}.js";\n`)
      .join(""),
  );
  const file = join(folder, "dist/bench.mjs");
  await build({
    input,
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file },
  });
  return file;
}

async function measure(module = "", upstream: Server): Promise<Took> {
  const { port } = upstream.address() as AddressInfo;
  const args = [join(ROOT, "test/bench/run-gateway.mjs"), module, `http://127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  return JSON.parse(await text(child.stderr)) as Took;
}
