import type { Argv } from "yargs";
import type { ImportFromAwsOptions, ImportFromAwsResult } from "../import-from-aws.js";
import { command } from "./command.js";
import { documentExitCode } from "./exit-code.js";
import { printImport, importToJson } from "./print-import.js";
import { report, say } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** `gatewright import aws FILE...` */
export function importCommand(yargs: Argv): Argv {
  return yargs.command("import", "take over what an API has besides its document", (parser) =>
    awsCommand(parser)
      .demandCommand(1, "name a command of import: aws")
      .example("$0 import aws described --out gateway.overlay.yaml", ""),
  );
}

function awsCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "aws <file..>",
    "write the overlay of an API from what the AWS CLI prints of its stages, usage plans, keys and domains",
    (parser) =>
      parser
        .positional("file", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "files that the AWS CLI printed as JSON, and folders of them",
        })
        .option("out", {
          alias: "o",
          type: "string",
          nargs: 1,
          demandOption: true,
          describe: "file of the overlay",
        })
        .option("api", {
          type: "string",
          nargs: 1,
          describe: "id of the API, if the files are of several",
        })
        .option("api-keys", {
          type: "string",
          nargs: 1,
          describe: "file for the API keys, as digests: what API_KEYS_FILE of the gateway names",
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "print what came over, and what is wrong, as one object on stdout",
        })
        .example("$0 import aws described --out gateway.overlay.yaml", "")
        .example(
          "$0 import aws stages.json rest-api.json --out gateway.overlay.yaml --api-keys keys.json",
          "",
        ),
    async ({ file, out, api, apiKeys, json }) => {
      const result = await run({ files: file, out, api, apiKeys });
      const { reporter, sources } = result;
      const { diagnostics } = reporter;
      const isWritten = !reporter.hasErrors;
      report(json ? "json" : "pretty", isWritten ? importToJson(result) : {}, diagnostics, sources);
      if (!json) {
        say(isWritten ? printImport(result) : "Nothing was written.");
        if (isWritten)
          say(`Written: ${[out, ...(apiKeys === undefined ? [] : [apiKeys])].join(", ")}`);
      }
      process.exitCode = documentExitCode(diagnostics);
    },
  );
}

async function run(options: ImportFromAwsOptions): Promise<ImportFromAwsResult> {
  // Other commands have no use for it.
  const [{ importFromAws }, { ImportedFileError }] = await Promise.all([
    import("../import-from-aws.js"),
    import("../write/write-imported.js"),
  ]);
  try {
    return await importFromAws(options);
  } catch (error) {
    if (error instanceof ImportedFileError) throw new UsageError(error.message);
    throw error;
  }
}
