import { dirname, relative, resolve, sep } from "node:path";
import type { Argv } from "yargs";
import { eject } from "../eject.js";
import { basePath } from "../write/base-path.js";
import { command } from "./command.js";
import { documentExitCode } from "./exit-code.js";
import { recordedOptions } from "./recorded-options.js";
import { report, say } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { NO_SOURCES } from "../diagnostics/sources.js";

/** `gatewright eject FILE` */
export function ejectCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "eject <file>",
    "make a generated file yours: what changes in it later is merged",
    (parser) =>
      parser.positional("file", {
        type: "string",
        demandOption: true,
        describe: "a file under src/generated of a project",
      }),
    async ({ file }) => {
      const path = resolve(file);
      const found = projectOf(path);
      if (found === undefined) throw new UsageError(`${file} is in no project of gatewright's`);
      const { root, options } = found;
      const below = relative(root, path).split(sep).join("/");
      const { diagnostics } = await eject({ ...options, cwd: root, out: ".", path: below });
      report("pretty", {}, diagnostics, NO_SOURCES);
      process.exitCode = documentExitCode(diagnostics);
      if (process.exitCode === 0) {
        const base = relative(process.cwd(), resolve(root, basePath(below)));
        say(`${file} is yours now. To give it back, delete it and ${base}, and generate.`);
      }
    },
  );
}

/** The project that a file is in, and what that was generated from. */
function projectOf(path: string) {
  for (let root = dirname(path); root !== dirname(root); root = dirname(root)) {
    const options = recordedOptions(root);
    if (options !== undefined) return { root, options };
  }
  return undefined;
}
