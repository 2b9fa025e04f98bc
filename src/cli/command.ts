import type { ArgumentsCamelCase, Argv } from "yargs";

/** What the arguments say is to be done. */
class Chosen {
  readonly run: () => void | Promise<void>;

  constructor(run: () => void | Promise<void>) {
    this.run = run;
  }
}

/**
 * Tells yargs of a command. After a handler that returns, yargs writes all of its help in advance, and
 * that takes longer than to generate a small project; so this one throws what is to be done.
 * @param usages its name and others, with its positional arguments: `generate <document>`
 */
export function command<Arguments>(
  yargs: Argv,
  usages: string | readonly string[],
  describe: string,
  builder: (yargs: Argv) => Argv<Arguments>,
  run: (args: ArgumentsCamelCase<Arguments>) => void | Promise<void>,
): Argv {
  return yargs.command(usages, describe, builder, (args) => {
    throw new Chosen(() => run(args));
  });
}

/** Does what the arguments say that `yargs` was made with. */
export async function runChosen(yargs: Argv): Promise<void> {
  try {
    yargs.parseSync();
  } catch (thrown) {
    if (!(thrown instanceof Chosen)) throw thrown;
    await thrown.run();
  }
}
