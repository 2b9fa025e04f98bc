import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { ROOT } from "../harness/root.js";
import { AMAZON_POSTURE } from "./amazon-posture.js";
import { readCatalogue, type Row } from "./catalogue-row.js";
import { EXCEPTIONS, isPlayable } from "./exceptions.js";
import { KeyServer } from "./key-server.js";
import { Lane, type Outcome } from "./lane.js";
import { printSummary, summarize } from "./summary.js";

// npm run replay -- --catalogue FILE [--only PREFIX]… [--posture catalogue|amazon] [--json] [--strict]
//   [--at-least N] [--jobs N] [--verbose]
// Plays the rows of a catalogue of bad input and faults against the gateway of the document that stands
// beside it, with its upstream: overlays in this folder say how the gateway is set up. Failures are
// rows that are not as they must be, and exceptions that nothing needs.

const OVERLAYS = {
  catalogue: ["document.overlay.yaml", "posture.overlay.yaml"],
  amazon: ["document.overlay.yaml"],
} as const;

/** The key that the catalogue's rows show where they show the right one. */
const API_KEY = "test-key-0123456789abcdef";

const options = readOptions();
const posture = options.posture === "amazon" ? "amazon" : "catalogue";
if (options.posture !== posture) stop("--posture is catalogue or amazon");
const jobs = Number(options.jobs);
if (!Number.isInteger(jobs) || jobs < 1) stop("--jobs must be a number");
const least = Number(options["at-least"] ?? 0);
if (!Number.isInteger(least)) stop("--at-least must be a number");

const catalogue = await readCatalogue(options.catalogue);
const rows = select();
if (rows.length === 0) stop(`${options.catalogue} has no such rows`);
const exceptions = { ...EXCEPTIONS, ...(posture === "amazon" && AMAZON_POSTURE) };
const summary = summarize(await play(rows), exceptions, new Set(catalogue.map(({ id }) => id)));
process.stdout.write(`${options.json ? JSON.stringify(summary) : printSummary(summary)}\n`);
const tooFew = summary.passed < least;
if (tooFew) process.stderr.write(`${summary.passed} passed, and ${least} must\n`);
process.exitCode = tooFew || (options.strict && summary.failures.length > 0) ? 1 : 0;

function select(): readonly Row[] {
  const prefixes = options.only?.flatMap((each) => each.split(",")) ?? [""];
  return catalogue
    .filter(isPlayable)
    .filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));
}

/** Plays rows in several lanes: most of their time is spent waiting. The slow ones go first. */
async function play(all: readonly Row[]): Promise<readonly Outcome[]> {
  const workshop = await Workshop.open();
  const lanes: Lane[] = [];
  let keys: KeyServer | undefined;
  try {
    const main = await build(workshop);
    const folder = dirname(options.catalogue);
    const stub = join(folder, "stub.mjs");
    keys = await KeyServer.start(await readFile(join(folder, "keys/jwks.json"), "utf8"));
    const credentials = {
      API_KEYS: JSON.stringify([{ id: "catalogue", value: API_KEY }]),
      JWT_JWKS_URL: keys.url,
    };
    const open = await Promise.all(
      Array.from({ length: Math.min(jobs, all.length) }, () => Lane.open(main, stub, credentials)),
    );
    lanes.push(...open);
    const queue = all.toSorted((a, b) => slowness(b) - slowness(a));
    const outcomes: Outcome[] = [];
    const work = async (lane: Lane) => {
      for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
        const outcome = await lane.run(row);
        outcomes.push(outcome);
        if (options.verbose) {
          const { statuses, faults, ms } = outcome;
          process.stderr.write(`${row.id} ${statuses} ${ms} ms ${faults.join("; ")}\n`);
        }
      }
    };
    await Promise.all(lanes.map(work));
    return all.flatMap((row) => outcomes.find((outcome) => outcome.row === row) ?? []);
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    keys?.stop();
    await workshop.close();
  }
}

function slowness({ expect, steps }: Row): number {
  const waits = steps.map(({ wait = 0, pause = 0 }) => wait + pause);
  return (expect.within ?? 0) + waits.reduce((sum, each) => sum + each, 0);
}

async function build(workshop: Workshop): Promise<string> {
  const overlays: readonly string[] = OVERLAYS[posture];
  const texts = await Promise.all(
    overlays.map((name) => readFile(join(ROOT, "test/replay", name), "utf8")),
  );
  const document = await readFile(join(dirname(options.catalogue), "spec.yaml"), "utf8");
  const built = await buildGateway(
    await workshop.project(),
    {
      "spec.yaml": document,
      ...Object.fromEntries(overlays.map((name, index) => [name, texts[index] ?? ""])),
    },
    { overlays },
  );
  // A target that selects nothing any more is a warning, and an overlay that says nothing.
  const wrong = built.diagnostics.filter(
    ({ severity, code }) => severity === "error" || code.startsWith("overlay-"),
  );
  if (built.kind === "refused" || wrong.length > 0) {
    const why = wrong.map(({ at, message }) => `${at?.file} ${at?.pointer}: ${message}`);
    return stop(`no gateway can be made of the catalogue's document: ${why.join("; ")}`);
  }
  return built.main;
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        catalogue: { type: "string", default: "../shared/reliability/catalogue.json" },
        only: { type: "string", multiple: true },
        posture: { type: "string", default: "catalogue" },
        json: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        "at-least": { type: "string" },
        jobs: { type: "string", default: "6" },
        verbose: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
