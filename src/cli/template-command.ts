import type { Argv } from "yargs";
import { Reporter } from "../diagnostics/reporter.js";
import { command } from "./command.js";
import { documentExitCode } from "./exit-code.js";
import { printExactly, report, say } from "./terminal.js";

/** `gatewright template run|compile FILE` */
export function templateCommand(yargs: Argv): Argv {
  return yargs.command("template", "run or compile a mapping template (Velocity)", (parser) =>
    compileCommand(runCommand(parser))
      .demandCommand(1, "name a command of template: run or compile")
      .example("$0 template run pets.vtl --event event.json", "")
      .example("$0 template compile pets.vtl > pets.ts", ""),
  );
}

function runCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "run <file>",
    "print what a mapping template makes of an event",
    (parser) =>
      templateArguments(parser)
        .option("event", {
          type: "string",
          nargs: 1,
          describe:
            "file with what the template is given, JSON or YAML: body, params (path, querystring, header), context, stageVariables, variables",
        })
        .example("$0 template run pets.vtl", "with an empty event")
        .example("$0 template run pets.vtl --event event.json", "")
        .example(
          "$0 template run pets.vtl --event event.json --json",
          "with what it overrides, as an object",
        ),
    async ({ file, event, json }) => {
      const reporter = new Reporter();
      // Other commands have no use for the runtime of templates.
      const { runTemplateFile } = await import("../template-file.js");
      const { source, rendered } = await runTemplateFile(file, event, reporter);
      const { diagnostics } = reporter;
      report(json ? "json" : "pretty", { ...rendered }, diagnostics, source);
      if (!json && rendered !== undefined) {
        const { output, ...overrides } = rendered;
        printExactly(output);
        say(linesOf(overrides).join("\n"));
      }
      process.exitCode = documentExitCode(diagnostics);
    },
  );
}

function compileCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "compile <file>",
    "print the TypeScript that a mapping template becomes",
    (parser) => templateArguments(parser).example("$0 template compile pets.vtl > pets.ts", ""),
    async ({ file, json }) => {
      const reporter = new Reporter();
      const { compileTemplateFile } = await import("../template-file.js");
      const { source, text } = await compileTemplateFile(file, reporter);
      const { diagnostics } = reporter;
      report(json ? "json" : "pretty", { text }, diagnostics, source);
      if (!json && text !== undefined) printExactly(text);
      process.exitCode = documentExitCode(diagnostics);
    },
  );
}

function templateArguments<T>(yargs: Argv<T>) {
  return yargs
    .positional("file", {
      type: "string",
      demandOption: true,
      describe: "the template, as text",
    })
    .option("json", {
      type: "boolean",
      default: false,
      describe: "print one object, with problems in it, on stdout",
    });
}

/** `responseOverride.status: 404` for each value that is set. */
function linesOf(overrides: object): readonly string[] {
  return Object.entries(overrides).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? linesOf(value).map((line) => `${key}.${line}`)
      : [`${key}: ${String(value)}`],
  );
}
