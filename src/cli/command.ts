import type { ArgumentsCamelCase, Argv } from "yargs";

type Run = (args: never) => void | Promise<void>;

/** What the commands do, by each of their names. */
const runs = new Map<string, Run>();

/**
 * Tells yargs of a command, but not what it does: before a handler that is not done at once, yargs
 * writes all of its help in advance, and that takes longer than to generate a small project.
 * @param usages its name and others, with its positional arguments: `generate <document>`
 */
export function command<Arguments>(
  yargs: Argv,
  usages: string | readonly string[],
  describe: string,
  builder: (yargs: Argv) => Argv<Arguments>,
  run: (args: ArgumentsCamelCase<Arguments>) => void | Promise<void>,
): Argv {
  for (const usage of [usages].flat()) runs.set(usage.split(" ")[0] ?? usage, run);
  return yargs.command(usages, describe, builder);
}

/** Does what the command of these arguments does. */
export async function runCommand(args: ArgumentsCamelCase): Promise<void> {
  await runs.get(String(args._[0]))?.(args as never);
}
