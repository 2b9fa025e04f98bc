import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Workshop } from "../harness/build-gateway.js";
import { ROOT } from "../harness/root.js";
import { tryDocument, type Trial, type TrialResult } from "../harness/try-document.js";
import { typeCheck } from "../harness/type-check.js";
import { runInPool, serveJobs, type Settled } from "../harness/worker-pool.js";
import { faultOf, type Judged } from "./judge.js";

// npm run hostile -- [--specs DIR] [--only TEXT] [--json] [--strict]
// Tries every document beside its `.expect`, the first word of which says what must happen. Failures
// in exceptions.json are excepted, as long as they fail.

/** What a hostile document may cost. */
const LIMITS = { timeoutMs: 20_000, memoryMb: 1024 };

/** What the documents' code would do if it ran. */
const MARKER = "/tmp/gatewright-pwned";

/** The beginning of the file that documents ask for, which no other text has. */
const SECRET = /\broot:[^:\s]*:0:0:/;

interface Exception {
  readonly reason: string;
  /** The issue that takes it away; null: nothing will, for the reason given. */
  readonly issue: number | null;
}

if (process.argv.includes("--worker")) serveJobs(tryDocument);
else await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      specs: { type: "string", default: "../shared/corpus/hostile" },
      only: { type: "string", default: "" },
      json: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
    },
  });
  const specs = resolve(values.specs);
  const names = (await readdir(specs))
    .filter((file) => file.endsWith(".expect"))
    .map((file) => file.slice(0, -".expect".length))
    .filter((name) => name.includes(values.only))
    .toSorted();
  const exceptions = JSON.parse(
    readFileSync(join(ROOT, "test/hostile/exceptions.json"), "utf8"),
  ) as Readonly<Record<string, Exception>>;
  await rm(MARKER, { force: true });
  const workshop = await Workshop.open();
  try {
    const judged = await judgeAll(names, specs, workshop);
    const failing = judged.filter(({ found }) => found !== undefined);
    const failures = [
      ...failing.filter(({ name }) => !Object.hasOwn(exceptions, name)),
      ...judged
        .filter(({ name, found }) => found === undefined && Object.hasOwn(exceptions, name))
        .map((each) => ({ ...each, found: "it passes: take it out of exceptions.json" })),
    ];
    const passed = judged.length - failing.length;
    const excepted =
      failing.length - failing.filter(({ name }) => !Object.hasOwn(exceptions, name)).length;
    const summary = { passed, total: judged.length, excepted, failures };
    if (values.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
    else {
      for (const { name, expected, found } of failures) {
        process.stdout.write(`${name}\n    expected ${expected}\n    found    ${found}\n`);
      }
      process.stdout.write(
        `${passed} of ${judged.length} passed, ${excepted} excepted, ${failures.length} failures\n`,
      );
    }
    process.exitCode = values.strict && failures.length > 0 ? 1 : 0;
  } finally {
    await workshop.close();
  }
}

async function judgeAll(
  names: readonly string[],
  specs: string,
  workshop: Workshop,
): Promise<readonly Judged[]> {
  const trials = names.map((name, index) => ({
    document: join(specs, name),
    out: join(workshop.folder, String(index), "gateway"),
    options: { cwd: specs },
  }));
  const settled = await runInPool<Trial, TrialResult>(
    trials,
    {
      module: fileURLToPath(import.meta.url),
      args: ["--worker"],
      size: Math.min(4, availableParallelism()),
      ...LIMITS,
    },
    () => {},
  );
  const projects = settled.flatMap((each, index) =>
    each.kind === "done" && each.result.generated ? [`${index}/gateway`] : [],
  );
  const typeErrors = await typeCheck(workshop.folder, projects, "typescript");
  return Promise.all(
    names.map(async (name, index) => {
      const expected = (await readFile(join(specs, `${name}.expect`), "utf8")).trim();
      const out = trials[index]?.out ?? "";
      const written = existsSync(dirname(out)) ? await readdir(dirname(out)) : [];
      const found = faultOf(expected, {
        settled: settled[index],
        typeErrors: typeErrors.get(`${index}/gateway`) ?? [],
        document: join(specs, name),
        leaked: await hasLeaked(settled[index], out),
        written,
        ranCode: existsSync(MARKER),
      });
      return { name, expected, found };
    }),
  );
}

async function hasLeaked(settled: Settled<TrialResult> | undefined, out: string): Promise<boolean> {
  if (SECRET.test(JSON.stringify(settled))) return true;
  if (!existsSync(out)) return false;
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter(
    // What is bundled from it holds nothing more.
    (file) => file.isFile() && !/(?:^|\/)dist$/.test(file.parentPath),
  );
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), "utf8"));
  return (await Promise.all(texts)).some((text) => SECRET.test(text));
}
