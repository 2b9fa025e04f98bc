import yargs, { type Argv } from "yargs";
import { hideBin } from "yargs/helpers";
import packageJson from "../../package.json" with { type: "json" };
import { runChosen } from "./command.js";
import { completionCommand } from "./completion-command.js";
import { credentialCommand } from "./credential-command.js";
import { diffCommand } from "./diff-command.js";
import { doctorCommand } from "./doctor-command.js";
import { ejectCommand } from "./eject-command.js";
import { devCommand } from "./dev-command.js";
import { EXIT } from "./exit-code.js";
import { explainCommand } from "./explain-command.js";
import { generateCommand } from "./generate-command.js";
import { importCommand } from "./import-command.js";
import { initCommand } from "./init-command.js";
import { lintCommand } from "./lint-command.js";
import { optimizeLater } from "./optimize-later.js";
import { routesCommand } from "./routes-command.js";
import { templateCommand } from "./template-command.js";
import { say } from "./terminal.js";
import { upgradeCommand } from "./upgrade-command.js";
import { UsageError } from "./usage-error.js";

/** Options that may be given more than once. */
const LISTS = new Set(["_", "allow", "allow-ref", "file", "overlay", "plan", "target", "var"]);

function checkValues(args: Readonly<Record<string, unknown>>): true {
  for (const [name, value] of Object.entries(args).filter(([each]) => !/[A-Z]/.test(each))) {
    if (Array.isArray(value) && !LISTS.has(name)) {
      throw new UsageError(`Given more than once: ${name}`);
    }
    if (value === "") throw new UsageError(`Given without a value: ${name}`);
  }
  return true;
}

// Who reads a pipe has seen enough, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
optimizeLater();
const cli = yargs(hideBin(process.argv))
  .scriptName("gatewright")
  .usage("$0 <command>\n\nGenerates a typed, readable TypeScript gateway from an OpenAPI document.")
  .version(packageJson.version)
  .demandCommand(1, "name a command")
  .recommendCommands()
  .strict()
  .parserConfiguration({ "dot-notation": false })
  .check(checkValues, true)
  .help()
  .alias("help", "h")
  .example("$0 init", "begin: asks what to generate")
  .example(
    "$0 generate openapi.yaml --out my-gateway",
    "a new gateway, or the same brought up to date",
  )
  .epilogue(
    "What options do not say, GATEWRIGHT_OUT and its like in the environment may, and then gatewright.config.ts, .mjs or .json in the working directory.\n\nExit codes: 0 fine, 1 the document (or template) has errors or more warnings than --max-warnings, 2 usage, 3 --check found stale output, 4 hand edits would be lost, 5 conflicts are left in files, 6 diff found what --fail-on names, 70 a bug of gatewright's.",
  )
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .fail((message, error) => {
    if (error && error.name !== "YError") throw error;
    say(`gatewright: ${message}\nTry gatewright --help.`);
    process.exit(EXIT.usage);
  });

try {
  const commands: ((yargs: Argv) => Argv)[] = [
    initCommand,
    generateCommand,
    devCommand,
    upgradeCommand,
    ejectCommand,
    doctorCommand,
    lintCommand,
    routesCommand,
    diffCommand,
    templateCommand,
    importCommand,
    credentialCommand,
    explainCommand,
    (parser) => completionCommand(parser, commands),
  ];
  await runChosen(commands.reduce((parser, command) => command(parser), cli));
} catch (error) {
  if (error instanceof UsageError) {
    say(`gatewright: ${error.message}\nTry gatewright --help.`);
    process.exit(EXIT.usage);
  }
  const detail = error instanceof Error ? error.message : String(error);
  say(`gatewright: this is a bug of gatewright's: ${detail}\nGATEWRIGHT_DEBUG=1 shows where.`);
  if (process.env["GATEWRIGHT_DEBUG"] !== undefined && error instanceof Error)
    say(error.stack ?? "");
  process.exitCode = EXIT.internal;
}
