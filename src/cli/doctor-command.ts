import { resolve } from "node:path";
import type { Argv } from "yargs";
import type { Examination, ExamineOptions } from "../examine-project.js";
import { command } from "./command.js";
import { EXIT } from "./exit-code.js";
import { projectOptions } from "./recorded-options.js";
import { print } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** `gatewright doctor [PROJECT]` */
export function doctorCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "doctor [project]",
    "compile a project, and say which change of the document each error comes from",
    (parser) =>
      parser
        .positional("project", { type: "string", default: ".", describe: "its folder" })
        .option("since", {
          type: "string",
          nargs: 1,
          defaultDescription: "before it changed last",
          describe: "revision of git's to compare the document with",
        })
        .option("json", { type: "boolean", default: false, describe: "one object on stdout" })
        .example("$0 doctor --since main", "what a branch broke"),
    async ({ project, since, json }) => {
      const cwd = resolve(project);
      const recorded = projectOptions(project);
      const found = await examine({ ...recorded, cwd, ...(since !== undefined && { since }) });
      if (found === undefined) {
        throw new UsageError(`${project}: TypeScript is not installed there; run npm install`);
      }
      await printFound(found, json);
      process.exitCode = found.groups.length === 0 ? EXIT.ok : EXIT.documentErrors;
    },
  );
}

async function examine(options: ExamineOptions): Promise<Examination | undefined> {
  // Other commands have no use for it.
  const { examineProject } = await import("../examine-project.js");
  const { GitNameError } = await import("../diff-documents.js");
  try {
    return await examineProject(options);
  } catch (error) {
    if (error instanceof GitNameError) throw new UsageError(error.message);
    throw error;
  }
}

async function printFound(found: Examination, json: boolean): Promise<void> {
  if (!json) {
    const { printExamination } = await import("./print-examination.js");
    print(printExamination(found));
    return;
  }
  const { changesToJson } = await import("../diff/print/changes-to-json.js");
  const groups = found.groups.map(({ hook, changes, errors }) => ({
    ...(hook && { hook }),
    changes: changesToJson(changes, found.sources).changes,
    errors,
  }));
  const { comparedWith } = found;
  print(JSON.stringify({ ...(comparedWith !== undefined && { comparedWith }), groups }, null, 2));
}
