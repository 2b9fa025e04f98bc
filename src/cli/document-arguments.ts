import type { Argv } from "yargs";
import type { TargetArguments } from "../config/target-arguments.js";
import { whyNotAllowed } from "../diagnostics/allowances.js";
import { FORMATS, type Format } from "./format.js";
import { UsageError } from "./usage-error.js";

const CHOOSING = "Choosing targets:";
const READING = "Reading the document:";
const REPORTING = "Reporting problems:";

/** The arguments of every command that reads a document. */
export function documentArguments<T>(yargs: Argv<T>) {
  const named = yargs
    .positional("document", {
      type: "string",
      describe: "OpenAPI document, YAML or JSON; those of the config's targets unless given",
    })
    .option("target", {
      type: "string",
      array: true,
      nargs: 1,
      group: CHOOSING,
      describe: "name of one of the config's targets; all of them unless given",
    })
    .option("config", {
      type: "string",
      nargs: 1,
      group: CHOOSING,
      defaultDescription: "gatewright.config.ts, .mjs or .json in this folder",
      describe: "file that says what flags do not; --no-config for none",
    });
  return reportArguments(readingArguments(named));
}

/** The arguments that say how documents are read, of commands that name them otherwise. */
export function readingArguments<T>(yargs: Argv<T>) {
  return yargs
    .option("api", {
      choices: ["rest", "http"] as const,
      nargs: 1,
      group: READING,
      describe: "read Amazon's dialect as this product's, whatever the document looks like",
    })
    .option("basepath", {
      choices: ["ignore", "prepend", "split"] as const,
      nargs: 1,
      group: READING,
      defaultDescription: "ignore",
      describe:
        "Amazon's dialect: put the base path in front of routes, or all but its first segment",
    })
    .option("overlay", {
      type: "string",
      array: true,
      nargs: 1,
      group: READING,
      describe: "OpenAPI Overlay to apply to the document before it is read",
    })
    .option("allow-ref", {
      type: "string",
      array: true,
      nargs: 1,
      group: READING,
      describe: "folder besides the document's own that its $refs may lead to",
    })
    .option("omit-unsupported", {
      type: "boolean",
      group: READING,
      describe: "leave out operations with what is not supported yet; they answer 501",
    })
    .option("var", {
      type: "string",
      group: READING,
      array: true,
      nargs: 1,
      describe: "value of a placeholder of the document: name=value",
    })
    .option("vars-file", {
      type: "string",
      nargs: 1,
      group: READING,
      describe: "file of such values: JSON, YAML, .tfvars or .env",
    })
    .option("allow", {
      type: "string",
      array: true,
      nargs: 1,
      group: REPORTING,
      describe: "codes of problems that you accept: an error becomes a warning, a warning goes",
    });
}

/** How problems are reported. */
export function reportArguments<T>(yargs: Argv<T>) {
  return yargs
    .option("max-warnings", {
      type: "number",
      nargs: 1,
      group: REPORTING,
      describe: "exit 1 when there are more warnings than this",
    })
    .option("format", {
      alias: "reporter",
      choices: FORMATS,
      nargs: 1,
      group: REPORTING,
      defaultDescription: "pretty",
      describe: "how problems are printed: for people, or on stdout for programs",
    })
    .option("json", {
      type: "boolean",
      default: false,
      group: REPORTING,
      describe: "the same as --format json: one object on stdout",
    });
}

/** The arguments of a document as options of the programmatic API. */
export function documentOptions(args: TargetArguments & { readonly document: string }) {
  return { document: args.document, ...readingOptions(args) };
}

/** Those of reading alone. */
export function readingOptions(args: TargetArguments) {
  const { api, basepath, overlay, allowRef, allow, varsFile } = args;
  const { omitUnsupported = false } = args;
  return {
    omitUnsupported,
    ...(args.var !== undefined && { variables: variablesOf(args.var) }),
    ...(varsFile !== undefined && { variablesFile: varsFile }),
    ...(api !== undefined && { api }),
    ...(basepath !== undefined && { basepath }),
    ...(overlay !== undefined && { overlays: overlay }),
    ...(allowRef !== undefined && { allowRefs: allowRef }),
    ...(allow !== undefined && { allow: codesOf(allow) }),
  };
}

/** `name=value` as it is written; the first `=` separates. */
function variablesOf(written: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    written.map((each) => {
      const equals = each.indexOf("=");
      if (equals < 1) throw new UsageError(`--var ${each}: write name=value`);
      return [each.slice(0, equals), each.slice(equals + 1)];
    }),
  );
}

export interface ReportArguments {
  readonly format: Format | undefined;
  readonly json: boolean;
  readonly maxWarnings?: number | undefined;
}

/** Those arguments that say how problems are reported. */
export function reportOptions({ format, json, maxWarnings }: ReportArguments) {
  if (json && format !== undefined && format !== "json") {
    throw new UsageError(`--json is --format json; it cannot go with --format ${format}`);
  }
  if (maxWarnings !== undefined && !(Number.isInteger(maxWarnings) && maxWarnings >= 0)) {
    throw new UsageError("--max-warnings: write a whole number, 0 or more");
  }
  return { format: json ? "json" : (format ?? "pretty"), maxWarnings } as const;
}

/** `--allow a,b --allow c` */
function codesOf(written: readonly string[]): readonly string[] {
  const codes = written.flatMap((each) => each.split(",")).map((code) => code.trim());
  for (const code of codes) {
    const why = whyNotAllowed(code);
    if (why !== undefined) throw new UsageError(`--allow: ${why}`);
  }
  return codes;
}
