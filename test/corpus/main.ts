import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Workshop } from "../harness/build-gateway.js";
import { tryDocument, type Trial, type TrialResult } from "../harness/try-document.js";
import { typeCheck } from "../harness/type-check.js";
import { runInPool, serveJobs } from "../harness/worker-pool.js";
import { findDocuments, type FoundDocument } from "./find-documents.js";
import { itemOf, printSummary, summarize } from "./summary.js";

// npm run corpus -- [--specs DIR] [--json] [--only TEXT] [--limit N] [--max-bytes N] [--valid-only]
//   [--omit-unsupported] [--allow CODE]… [--at-least N] [--strict] [--keep] [--tests]
//   [--compiler typescript|typescript6|typescript5]
// Generates every document, type-checks the projects, starts each gateway and lists its routes. With
// --tests each project's own tests are run too.
// Conditions that a document leaves to its user (Fn::If) are taken to be false.

/** What the generator may take for one document. */
const TIMEOUT_MS = 60_000;

if (process.argv.includes("--worker")) serveJobs(tryDocument);
else await main();

async function main(): Promise<void> {
  const options = readOptions();
  const workshop = await Workshop.open();
  try {
    const all = await findDocuments(resolve(options.specs), join(workshop.folder, "unpacked"));
    const documents = all.filter((document) => isWanted(document, options)).slice(0, options.limit);
    if (documents.length === 0) stop(`${options.specs} has no such documents`);
    const trials = documents.map((document, index) => ({
      document: document.path,
      out: join(workshop.folder, String(index), "gateway"),
      decides: true,
      runsTests: options.tests,
      options: {
        cwd: resolve(options.specs),
        omitUnsupported: options["omit-unsupported"],
        allow: (options.allow ?? []).flatMap((codes) => codes.split(",")),
      },
    }));
    const showsProgress = process.stderr.isTTY && !options.json;
    let done = 0;
    const settled = await runInPool<Trial, TrialResult>(
      trials,
      {
        module: fileURLToPath(import.meta.url),
        args: ["--worker"],
        size: Math.min(4, availableParallelism()),
        timeoutMs: TIMEOUT_MS,
        memoryMb: 4096,
      },
      () => {
        done += 1;
        if (showsProgress) process.stderr.write(`\r\u001b[K${done} of ${trials.length}`);
      },
    );
    const projects = settled.flatMap((each, index) =>
      each.kind === "done" && each.result.generated ? [`${index}/gateway`] : [],
    );
    if (showsProgress) process.stderr.write(`\r\u001b[Kcompiling ${projects.length} projects`);
    const errors = await typeCheck(workshop.folder, projects, options.compiler);
    if (showsProgress) process.stderr.write("\r\u001b[K");
    const items = settled.map((each, index) =>
      itemOf(documents[index]?.name ?? "", each, errors.get(`${index}/gateway`) ?? []),
    );
    const summary = summarize(items);
    process.stdout.write(`${options.json ? JSON.stringify(summary) : printSummary(summary)}\n`);
    const { generated, crashed, typeErrors, startFailures, testFailures = 0 } = summary;
    const broken = crashed + typeErrors + startFailures + testFailures;
    const tooFew = options["at-least"] !== undefined && generated < Number(options["at-least"]);
    if (tooFew) process.stderr.write(`fewer than ${options["at-least"]} are generated\n`);
    const strict = options.strict || options["at-least"] !== undefined;
    process.exitCode = strict && (broken > 0 || tooFew) ? 1 : 0;
  } finally {
    if (options.keep) process.stderr.write(`the projects are in ${workshop.folder}\n`);
    else await workshop.close();
  }
}

function isWanted(document: FoundDocument, options: ReturnType<typeof readOptions>): boolean {
  return (
    (options.only === undefined || document.name.includes(options.only)) &&
    (options["max-bytes"] === undefined || document.bytes <= Number(options["max-bytes"])) &&
    (!options["valid-only"] || document.valid === true)
  );
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        specs: { type: "string", default: "../shared/corpus/aws" },
        json: { type: "boolean", default: false },
        only: { type: "string" },
        limit: { type: "string" },
        "max-bytes": { type: "string" },
        "valid-only": { type: "boolean", default: false },
        "omit-unsupported": { type: "boolean", default: false },
        allow: { type: "string", multiple: true },
        "at-least": { type: "string" },
        compiler: { type: "string", default: "typescript" },
        strict: { type: "boolean", default: false },
        tests: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
      },
    });
    return { ...values, limit: values.limit === undefined ? Infinity : Number(values.limit) };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
