import { parseArgs } from "node:util";
import { FOLDERS, type Folder } from "./outcome.js";
import { readCases } from "./read-cases.js";
import { runCases, type FoundCase } from "./run-cases.js";
import { unexplained } from "./template-exceptions.js";
import { belowFloors, printSummary, summarize, type Floor } from "./summary.js";

// npm run conformance -- [--cases DIR] [--folder NAME]… [--feature NAME]… [--only NAME] [--json]
//   [--strict] [--explained] [--at-least [FOLDER=]N]… [--jobs N] [--keep]
// Runs the cases of a folder of cases against gateways that are generated from them. With --explained,
// failing templates must be among the exceptions, and those must fail.

const options = readOptions();
const jobs = Number(options.jobs);
if (!Number.isInteger(jobs) || jobs < 1) stop("--jobs must be a number");
const floors = readFloors();

const cases = await select();
if (cases.length === 0) stop(`${options.cases} has no such cases`);
const showsProgress = process.stderr.isTTY && !options.json;
let done = 0;
const outcomes = await runCases(cases, {
  jobs,
  keep: options.keep,
  onOutcome: ({ name }) => {
    done += 1;
    if (showsProgress) process.stderr.write(`\r\u001b[K${done} of ${cases.length}  ${name}`);
  },
});
if (showsProgress) process.stderr.write("\r\u001b[K");
const summary = summarize(outcomes);
process.stdout.write(`${options.json ? JSON.stringify(summary) : printSummary(summary)}\n`);
const told = [...belowFloors(summary, floors), ...(options.explained ? unexplained(outcomes) : [])];
for (const line of told) process.stderr.write(`${line}\n`);
process.exitCode = told.length > 0 || (options.strict && summary.failures.length > 0) ? 1 : 0;

/** `--only` is a case's name, or the beginning of several up to a slash. */
async function select(): Promise<readonly FoundCase[]> {
  const { folder: wanted = FOLDERS, feature, only } = options;
  const found: FoundCase[] = [];
  for (const folder of FOLDERS.filter((each: Folder) => wanted.includes(each))) {
    for (const given of await readCases(options.cases, folder)) {
      const { name, features } = given;
      const isNamed =
        only === undefined || name === only || `${String(name)}`.startsWith(`${only}/`);
      const has =
        feature === undefined ||
        (Array.isArray(features) && features.some((each) => feature.includes(String(each))));
      if (isNamed && has) found.push({ folder, given });
    }
  }
  return found;
}

/** `210` is a floor of all that pass, `more=120` of a folder's. */
function readFloors(): readonly Floor[] {
  return (options["at-least"] ?? []).map((text) => {
    const [, named, least = ""] = /^(?:(\w+)=)?(\d+)$/.exec(text) ?? [];
    const folder = FOLDERS.find((each) => each === named);
    if (least === "" || folder !== named) stop(`--at-least ${text} is neither N nor FOLDER=N`);
    return { folder, least: Number(least) };
  });
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        cases: { type: "string", default: "../shared/conformance" },
        folder: { type: "string", multiple: true },
        feature: { type: "string", multiple: true },
        only: { type: "string" },
        json: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        explained: { type: "boolean", default: false },
        "at-least": { type: "string", multiple: true },
        jobs: { type: "string", default: "3" },
        keep: { type: "boolean", default: false },
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
