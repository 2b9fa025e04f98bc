import type { Argv } from "yargs";
import type { ChangeClass } from "../diff/change.js";
import { rankOf } from "../diff/change.js";
import type { DiffResult } from "../diff-documents.js";
import { command } from "./command.js";
import { readingArguments, readingOptions } from "./document-arguments.js";
import { documentExitCode, EXIT } from "./exit-code.js";
import { print, report, showsColor } from "./terminal.js";
import { UsageError } from "./usage-error.js";

const FORMATS = ["text", "markdown", "json"] as const;

/** The least grave class that each choice of `--fail-on` fails on. */
const FAILS_ON = { breaking: "breaking", risky: "risky", any: "safe" } as const;

/** `gatewright diff OLD NEW` */
export function diffCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "diff <old> <new>",
    "say what a change of a document changes for callers and operators of its gateway",
    (parser) =>
      readingArguments(
        parser
          .positional("old", {
            type: "string",
            demandOption: true,
            describe: "the document as it was: a file, or git:REV:path",
          })
          .positional("new", {
            type: "string",
            demandOption: true,
            describe: "the document as it is: a file, or git:REV:path",
          }),
      )
        .option("format", {
          choices: FORMATS,
          nargs: 1,
          default: "text" as const,
          describe: "text for people, markdown for pull requests, json for programs",
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "the same as --format json: one object on stdout",
        })
        .option("fail-on", {
          choices: Object.keys(FAILS_ON) as readonly (keyof typeof FAILS_ON)[],
          nargs: 1,
          describe: `exit ${EXIT.changes} if there is such a change; risky takes breaking ones in`,
        })
        .example("$0 diff git:main:openapi.yaml openapi.yaml", "what this branch changes")
        .example("$0 diff old.yaml new.yaml --fail-on breaking", "for CI"),
    async (args) => {
      if (args.json && args.format === "markdown") {
        throw new UsageError("--json is --format json; it cannot go with --format markdown");
      }
      const format = args.json ? "json" : args.format;
      const options = { ...readingOptions(args), old: args.old, new: args.new };
      const result = await compare(options);
      await printResult(result, format);
      process.exitCode = exitCode(result, args.failOn);
    },
  );
}

type Options = Parameters<typeof import("../diff-documents.js").diffDocuments>[0];

async function compare(options: Options): Promise<DiffResult> {
  // Other commands have no use for it.
  const { diffDocuments, GitNameError } = await import("../diff-documents.js");
  try {
    return await diffDocuments(options);
  } catch (error) {
    if (error instanceof GitNameError) throw new UsageError(error.message);
    throw error;
  }
}

async function printResult(
  { changes, reporter, source }: DiffResult,
  format: (typeof FORMATS)[number],
): Promise<void> {
  const { diagnostics } = reporter;
  const { changesToJson } = await import("../diff/print/changes-to-json.js");
  if (format === "json") {
    report("json", changes ? changesToJson(changes, source) : {}, diagnostics, source);
  } else if (changes === undefined) {
    // What is wrong with it besides is what `lint` is for.
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    report("pretty", {}, errors, source);
  } else if (format === "markdown") {
    const { printChangesAsMarkdown } = await import("../diff/print/print-markdown.js");
    print(printChangesAsMarkdown(changes, source));
  } else {
    const { printChanges } = await import("../diff/print/print-text.js");
    print(printChanges(changes, source, { color: showsColor(process.stdout) }));
  }
}

function exitCode(
  { changes, reporter }: DiffResult,
  failOn: keyof typeof FAILS_ON | undefined,
): number {
  if (changes === undefined) return documentExitCode(reporter.diagnostics);
  const isGrave = (each: ChangeClass) =>
    failOn !== undefined && rankOf(each) <= rankOf(FAILS_ON[failOn]);
  return changes.some((each) => isGrave(each.class)) ? EXIT.changes : EXIT.ok;
}
