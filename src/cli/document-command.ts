import type { ArgumentsCamelCase, Argv } from "yargs";
import { configFields } from "../config/config-fields.js";
import type { TargetArguments } from "../config/target-arguments.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { Reporter } from "../diagnostics/reporter.js";
import type { Sources } from "../diagnostics/sources.js";
import { type ChosenTarget, chooseTargets, type TargetChoice } from "./choose-targets.js";
import { command } from "./command.js";
import { documentArguments, type ReportArguments, reportOptions } from "./document-arguments.js";
import type { Format } from "./format.js";
import { EXIT, worstExitCode } from "./exit-code.js";
import { report, reportTogether, say } from "./terminal.js";

/** What a command made of one document. */
export interface Outcome {
  /** What a program gets besides the problems. */
  readonly value: object;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Says in words what there is to say, after the problems were told; returns the exit code. */
  finish(): number;
}

type DocumentParser = ReturnType<typeof documentArguments<object>>;

/** The arguments with what the environment and the config say besides. */
type Settled<Arguments> = ArgumentsCamelCase<Arguments> & ChosenTarget["args"];

/**
 * Tells yargs of a command that does something with a document: with the one that is named, or with
 * each of the config's targets in turn. Of several, the worst exit code counts, and programs get one
 * object with that of each.
 * @param names its name and others
 * @param run what it does with one; `several` if it is one of several. It answers nothing where all is
 *   told already
 */
export function documentCommand<Arguments extends TargetArguments & TargetChoice & ReportArguments>(
  yargs: Argv,
  names: readonly string[],
  describe: string,
  builder: (parser: DocumentParser) => Argv<Arguments>,
  run: (args: Settled<Arguments>, several: boolean) => Promise<Outcome | undefined>,
): Argv {
  const usages = names.map((name) => `${name} [document]`);
  const build = (parser: Argv) => builder(documentArguments(parser));
  return command(yargs, usages, describe, build, async (args) => {
    const { format } = reportOptions(args);
    const targets = await settledTargets(args, format);
    const several = targets.length > 1;
    const outcomes = new Map<string, Outcome>();
    const codes: number[] = [];
    for (const { name = "", args: said } of targets) {
      const outcome = await run({ ...args, ...said }, several);
      if (outcome === undefined) continue;
      if (several && format !== "pretty") outcomes.set(name, outcome);
      else {
        report(format, outcome.value, outcome.diagnostics, outcome.sources);
        codes.push(outcome.finish());
      }
    }
    if (format !== "pretty" && several) reportTogether(format, outcomes);
    for (const outcome of outcomes.values()) codes.push(outcome.finish());
    if (codes.length > 0) process.exitCode = worstExitCode(codes);
  });
}

/**
 * What is to be done by the arguments, the environment and the config. Where something is wrong with the
 * config it is nothing: that is reported, and decides the exit code.
 */
export async function settledTargets(
  args: TargetArguments & TargetChoice,
  format: Format,
): Promise<readonly ChosenTarget[]> {
  const reporter = new Reporter();
  const surroundings = { cwd: process.cwd(), env: process.env };
  const chosen = await chooseTargets(args, flagsOf(args), surroundings, reporter);
  if (chosen.sources !== undefined && reporter.hasErrors) {
    report(format, {}, reporter.diagnostics, chosen.sources);
    process.exitCode = EXIT.usage;
    return [];
  }
  if (chosen.unused !== undefined && format === "pretty") {
    say(`${chosen.unused} has no target for this document, so it is not used.`);
  }
  return chosen.targets;
}

/** Of all arguments those that an environment or a config may say as well. */
function flagsOf(args: TargetArguments): TargetArguments {
  const names = Object.values(configFields).map(({ argument }) => argument);
  return Object.fromEntries(names.map((name) => [name, args[name]]));
}
