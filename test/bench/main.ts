import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../harness/root.js";
import { installPeers } from "./install-peers.js";
import { judgeBar } from "./judge-bars.js";
import { keepResults, lastResults, withPerformance } from "./keep-results.js";
import { printResults } from "./print-results.js";
import type { Results } from "./results.js";
import { OURS, type Suite } from "./suite.js";
import { SUITES } from "./suites.js";

// npm run bench -- [SUITE]… [--specs DIR] [--rounds N] [--seed N] [--subject NAME]… [--peer NAME]…
//   [--json] [--strict]
// Measures us beside our peers. A whole run, of five rounds at least, is kept in test/bench/results
// and rewrites the README's section.

/** A median of fewer rounds says too little to be kept. */
const FEWEST_ROUNDS = 5;

const options = readOptions();
installPeers();
const all: Results[] = [];
for (const suite of options.suites) all.push(await run(suite));
const last = await lastResults(SUITES.map(({ name }) => name));
const readme = join(ROOT, "README.md");
await writeFile(readme, await withPerformance(await readFile(readme, "utf8"), last));
if (options.json) process.stdout.write(`${JSON.stringify(all)}\n`);
else process.stdout.write(`${all.map(printResults).join("\n\n")}\n`);
const isMet = all.every(({ bars }) => bars.every(({ met }) => met));
process.exitCode = options.strict && !isMet ? 1 : 0;

async function run(suite: Suite): Promise<Results> {
  const { rounds, seed, subject: subjects, peer: peers } = options;
  const wants = (subject: string, candidate?: string) =>
    (subjects?.includes(subject) ?? true) &&
    (candidate === undefined || candidate === OURS || (peers?.includes(candidate) ?? true));
  const findings = await suite.run({
    specs: resolve(options.specs),
    rounds,
    seed,
    wants,
    onProgress: (what) => process.stderr.write(`${what}\n`),
  });
  const results: Results = {
    suite: suite.name,
    title: suite.title,
    charted: suite.charted,
    rounds,
    seed,
    node: process.version,
    cores: availableParallelism(),
    ...findings,
    bars: suite.bars
      .filter(({ subject, peer }) => wants(subject, peer))
      .map((bar) => judgeBar(bar, findings.measurements)),
  };
  if (subjects === undefined && peers === undefined && rounds >= FEWEST_ROUNDS)
    await keepResults(results);
  return results;
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        specs: { type: "string", default: "../shared/corpus" },
        rounds: { type: "string", default: String(FEWEST_ROUNDS) },
        seed: { type: "string", default: "1" },
        subject: { type: "string", multiple: true },
        peer: { type: "string", multiple: true },
        json: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
      },
    });
    const rounds = Number(values.rounds);
    const seed = Number(values.seed);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds must be a number");
    if (!Number.isInteger(seed)) throw new Error("--seed must be a number");
    const names = positionals.length === 0 ? SUITES.map(({ name }) => name) : positionals;
    return { ...values, rounds, seed, suites: names.map(suiteNamed) };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function suiteNamed(name: string): Suite {
  const suite = SUITES.find((each) => each.name === name);
  const known = SUITES.map((each) => each.name).join(", ");
  return suite ?? stop(`there is no benchmark ${name}; there are ${known}`);
}

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
