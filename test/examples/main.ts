import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findDocuments } from "../corpus/find-documents.js";
import { Workshop } from "../harness/build-gateway.js";
import { runInPool, serveJobs } from "../harness/worker-pool.js";
import type { Comparison, Job } from "./compare-document.js";
import { compareDocument } from "./compare-document.js";
import { printSummary, summarize } from "./summary.js";

// npm run examples -- [--specs DIR] [--json] [--only TEXT] [--max-bytes N] [--at-least N]
// Holds the examples of every document against its schemas, by generated validators and by Ajv. Exits 1
// where they disagree for a reason that is not known, where a known one does not occur (unless --only
// leaves documents out), and where fewer than N examples are compared.

/** What one document may take. */
const TIMEOUT_MS = 120_000;

if (process.argv.includes("--worker")) serveJobs(compareDocument);
else await main();

async function main(): Promise<void> {
  const options = readOptions();
  const workshop = await Workshop.open();
  try {
    const all = await findDocuments(resolve(options.specs), join(workshop.folder, "unpacked"));
    const documents = all.filter(
      ({ name, bytes }) =>
        name.includes(options.only ?? "") && bytes <= Number(options["max-bytes"] ?? Infinity),
    );
    if (documents.length === 0) stop(`${options.specs} has no such documents`);
    const jobs = documents.map(({ path }) => {
      return { document: path, cwd: resolve(options.specs), folder: workshop.folder };
    });
    const pool = {
      module: fileURLToPath(import.meta.url),
      args: ["--worker"],
      size: Math.min(4, availableParallelism()),
      timeoutMs: TIMEOUT_MS,
      memoryMb: 4096,
    };
    const settled = await runInPool<Job, Comparison>(jobs, pool, () => {});
    const summary = summarize(settled.map((each, index) => [documents[index]?.name ?? "", each]));
    process.stdout.write(`${options.json ? JSON.stringify(summary) : printSummary(summary)}\n`);
    const stale = options.only === undefined ? summary.stale : [];
    const tooFew = summary.compared < Number(options["at-least"] ?? 1);
    if (tooFew) process.stderr.write("too few examples are compared\n");
    const { unknown, crashed } = summary;
    process.exitCode = unknown.length + crashed.length + stale.length > 0 || tooFew ? 1 : 0;
  } finally {
    await workshop.close();
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        specs: { type: "string", default: "../shared/corpus/plain" },
        json: { type: "boolean", default: false },
        only: { type: "string" },
        "max-bytes": { type: "string" },
        "at-least": { type: "string" },
      },
    });
    return values;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
