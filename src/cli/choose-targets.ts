import { resolve } from "node:path";
import type { Target } from "../config/check-config.js";
import { findConfig } from "../config/find-config.js";
import {
  argumentsOver,
  type TargetArguments,
  targetArguments,
} from "../config/target-arguments.js";
import { didYouMean } from "../diagnostics/did-you-mean.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { Sources } from "../diagnostics/sources.js";
import { readProject } from "../write/read-project.js";
import { environmentArguments, linesOf } from "./environment-arguments.js";
import { UsageError } from "./usage-error.js";

/** What the flags say of targets, and of where they come from. */
export interface TargetChoice {
  /** A config's path; false for none at all. */
  readonly config?: string | false | undefined;
  /** Names of targets. */
  readonly target?: readonly string[] | undefined;
}

/** What of the process decides; both are the process's own. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A target, with all that flags, the environment and its config say of it. */
export interface ChosenTarget {
  readonly name: string | undefined;
  readonly args: TargetArguments & { readonly document: string };
}

/** The targets of a run, unless something is wrong with the config. */
export interface ChosenTargets {
  readonly targets: readonly ChosenTarget[];
  /** What problems of the config point into; undefined where there is no config. */
  readonly sources: Sources | undefined;
  /** The config, if it is there and has nothing to say of the document. */
  readonly unused: string | undefined;
}

/**
 * What is to be done: that which flags say, then the environment, then the config. With a document,
 * these are the targets that have it; else all, or those that are named.
 */
export async function chooseTargets(
  choice: TargetChoice,
  flags: TargetArguments,
  { cwd, env }: Surroundings,
  reporter: Reporter,
): Promise<ChosenTargets> {
  const said = argumentsOver(flags, environmentArguments(env));
  const names = choice.target ?? linesOf(env["GATEWRIGHT_TARGET"]);
  const named = choice.config ?? linesOf(env["GATEWRIGHT_CONFIG"])?.[0];
  const file = named === false ? undefined : (named ?? findConfig(cwd, reporter));
  const alone = (unused?: string): ChosenTargets => ({
    targets: [{ name: undefined, args: withDocument(said, cwd) }],
    sources: undefined,
    unused,
  });
  if (file === undefined) {
    if (names === undefined) return alone();
    throw new UsageError("--target names a target of a config, and there is no config");
  }
  // Most runs have none, and do not load what reads one.
  const { loadConfig } = await import("../config/load-config.js");
  const { targets, folder, source } = await loadConfig(file, cwd, reporter);
  if (targets === undefined) return { targets: [], sources: source, unused: undefined };
  const wanted = names === undefined ? targets : namedTargets(targets, names, file);
  const isNamed = (named ?? names) !== undefined;
  const chosen = targetsOf(said.document && resolve(cwd, said.document), wanted, folder, isNamed);
  if (chosen.length === 0 && isNamed) {
    throw new UsageError(`${file} has no target for ${said.document}; name one with --target`);
  }
  if (chosen.length === 0) return alone(file);
  if (chosen.length > 1 && said.out !== undefined) {
    throw new UsageError(
      `--out is one folder, and these are ${chosen.length} targets; name one with --target`,
    );
  }
  return {
    targets: chosen.map(({ name, config }) => ({
      name,
      args: withDocument(argumentsOver(said, targetArguments(config, folder, cwd)), cwd),
    })),
    sources: source,
    unused: undefined,
  };
}

/**
 * Those of targets that are of a document, or all.
 * @param document its absolute path
 * @param isNamed whether the user named them, or their config, and so means one whatever the document is
 */
function targetsOf(
  document: string | undefined,
  targets: readonly Target[],
  folder: string,
  isNamed: boolean,
): readonly Target[] {
  if (document === undefined || (isNamed && targets.length === 1)) return targets;
  return targets.filter(({ config }) => resolve(folder, config.document) === document);
}

function withDocument(args: TargetArguments, cwd: string): ChosenTarget["args"] {
  const { document } = args;
  if (document !== undefined) return { ...args, document };
  const origin = readProject(cwd)?.origin;
  if (origin !== undefined) {
    throw new UsageError(
      `This is a project of ${origin.document}: run npm run generate, or name it`,
    );
  }
  throw new UsageError(
    "Name a document: there is no config here that does (gatewright init writes one)",
  );
}

function namedTargets(
  targets: readonly Target[],
  names: readonly string[],
  file: string,
): readonly Target[] {
  return [...new Set(names)].map((wanted) => {
    const target = targets.find(({ name }) => name === wanted);
    if (target !== undefined) return target;
    const known = targets.flatMap(({ name }) => name ?? []);
    const nearest = didYouMean(wanted, known);
    const hint =
      known.length === 0
        ? "it is one target without a name"
        : nearest === undefined
          ? `it has ${known.join(", ")}`
          : `did you mean ${nearest}?`;
    throw new UsageError(`${file} has no target ${JSON.stringify(wanted)}; ${hint}`);
  });
}
