import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "../harness/root.js";
import { median } from "./judge-bars.js";
import { measureCommand } from "./measure-command.js";
import { runRounds, type Turn } from "./run-rounds.js";
import type { Bar, SuiteFindings, SuiteOptions } from "./suite.js";
import { OURS } from "./suite.js";
import { reconcileHooks } from "./two-hundred-hooks.js";
import { watchedProcess } from "../harness/watched-process.js";

const UNCHANGED = "GitHub, unchanged";
const ONE_OPERATION = "GitHub, one operation changed";
const HOOKS = "200 hooks of a user's, 20 more";
const COLD = "into an empty folder";

const UNITS = { CPU: "s", wall: "s", changed: "files" };

type Taken = Readonly<Record<keyof typeof UNITS, number>>;

/** What generating again must not cost. An operation's files are its route and the schema of its body. */
export const REGENERATION_BARS: readonly Bar[] = [
  { subject: UNCHANGED, measure: "CPU", atMost: 1.1, peer: COLD },
  { subject: UNCHANGED, measure: "changed", atMost: 0 },
  { subject: ONE_OPERATION, measure: "CPU", atMost: 0.3 },
  { subject: ONE_OPERATION, measure: "changed", atMost: 2 },
  { subject: HOOKS, measure: "CPU", atMost: 2.5 },
];

/** Changes before those that count: by then V8 has compiled what runs again and again. */
const WARM_UP = 8;
const COUNTED = 5;

/** An operation of GitHub's document whose body is described on the spot. */
const [PATH, METHOD] = ["/repos/{owner}/{repo}/issues", "post"] as const;

/**
 * Measures generating again: by the command line where nothing changed, beside the same into an empty
 * folder; and in `--watch` where one operation changed, from before the change until it is told.
 * @param document GitHub's
 * @param folder that is free for this
 */
export async function measureRegenerating(
  document: string,
  text: string,
  folder: string,
  options: SuiteOptions,
): Promise<Omit<SuiteFindings, "notes">> {
  const kept = join(folder, "kept");
  const fresh = join(folder, "fresh");
  const unchanged = await runRounds([UNCHANGED], [OURS, COLD], UNITS, options, async (_, who) => {
    if (who === COLD) {
      const turn = await regenerate(document, fresh);
      await rm(fresh, { recursive: true, force: true });
      return turn;
    }
    if ((await timesOf(kept)).size === 0) await regenerate(document, kept);
    return regenerate(document, kept);
  });
  const one = await runRounds([ONE_OPERATION], [OURS], UNITS, options, () =>
    changeOneOperation(text, join(folder, "watched")),
  );
  const hooks = await runRounds([HOOKS], [OURS], { CPU: "s" }, options, () =>
    reconcileHooks(join(folder, "hooks")),
  );
  return {
    measurements: [...unchanged.measurements, ...one.measurements, ...hooks.measurements],
    failures: [...unchanged.failures, ...one.failures, ...hooks.failures],
  };
}

async function regenerate(document: string, out: string): Promise<Turn<Taken>> {
  const before = await timesOf(out);
  const args = [join(ROOT, "dist/cli.js"), "generate", document, "--out", out];
  const run = await measureCommand({ args, cwd: ROOT, environment: {}, out });
  if (run.kind === "failed") return run;
  const after = await timesOf(out);
  const changed = [...after].filter(([path, time]) => before.get(path) !== time).length;
  return { kind: "done", took: { CPU: run.took.CPU, wall: run.took.wall, changed } };
}

/** When each file below a folder, which may be missing, was written. */
async function timesOf(folder: string): Promise<ReadonlyMap<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path, (await stat(path)).mtimeMs] as const;
      }),
    ),
  );
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { summary: string; requestBody: RequestBody }>>>
  >;
}

interface RequestBody {
  readonly content: Readonly<
    Record<string, { readonly schema: { readonly properties: { title: { description: string } } } }>
  >;
}

async function changeOneOperation(text: string, folder: string): Promise<Turn<Taken>> {
  const path = `${folder}.json`;
  const { paths, ...others } = JSON.parse(text) as Document;
  const operation = paths[PATH]?.[METHOD];
  const title = operation?.requestBody.content["application/json"]?.schema.properties.title;
  if (operation === undefined || title === undefined) {
    return { kind: "failed", why: `there is no ${METHOD} ${PATH} with a title` };
  }
  await writeFile(path, text);
  const watched = watchedProcess(path, folder);
  const taken: Taken[] = [];
  try {
    await watched.next();
    for (let change = 0; change < WARM_UP + COUNTED; change++) {
      operation.summary = `Summary ${change}`;
      title.description = `Description ${change}`;
      await writeFile(`${path}.new`, JSON.stringify({ paths, ...others }, null, 2));
      // Whatever the cycle before left to do, such as collecting garbage, is not of this one.
      await wait(200);
      const before = await watched.cpu();
      await rename(`${path}.new`, path);
      const { changes, milliseconds } = await watched.next();
      const CPU = (await watched.cpu()) - before;
      taken.push({ CPU, wall: milliseconds / 1000, changed: changes.length });
    }
  } finally {
    await watched.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const counted = taken.slice(WARM_UP);
  const middle = (measure: keyof Taken) => median(counted.map((each) => each[measure])) ?? 0;
  const changed = Math.max(...counted.map((each) => each.changed));
  return { kind: "done", took: { CPU: middle("CPU"), wall: middle("wall"), changed } };
}
