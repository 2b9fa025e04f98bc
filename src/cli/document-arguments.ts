import type { Argv } from "yargs";
import { UsageError } from "./usage-error.js";

/** The arguments of every command that reads a document. */
export function documentArguments<T>(yargs: Argv<T>) {
  return yargs
    .positional("document", {
      type: "string",
      demandOption: true,
      describe: "OpenAPI document, YAML or JSON",
    })
    .option("api", {
      choices: ["rest"] as const,
      describe: "read Amazon's dialect as this product's, whatever the document looks like",
    })
    .option("allow-ref", {
      type: "string",
      array: true,
      describe: "folder besides the document's own that its $refs may lead to",
    })
    .option("omit-unsupported", {
      type: "boolean",
      default: false,
      describe: "leave out operations with what is not supported yet; they answer 501",
    })
    .option("var", {
      type: "string",
      array: true,
      nargs: 1,
      describe: "value of a placeholder of the document: name=value",
    })
    .option("vars-file", {
      type: "string",
      describe: "file of such values: JSON, YAML, .tfvars or .env",
    })
    .option("json", { type: "boolean", default: false, describe: "print one JSON object" });
}

/** Those arguments as options of the programmatic API. */
export function documentOptions(args: {
  readonly document: string;
  readonly api: "rest" | undefined;
  readonly allowRef: readonly string[] | undefined;
  readonly omitUnsupported: boolean;
  readonly var: readonly string[] | undefined;
  readonly varsFile: string | undefined;
}) {
  const { document, api, allowRef, omitUnsupported, varsFile } = args;
  return {
    document,
    omitUnsupported,
    ...(args.var !== undefined && { variables: variablesOf(args.var) }),
    ...(varsFile !== undefined && { variablesFile: varsFile }),
    ...(api !== undefined && { api }),
    ...(allowRef !== undefined && { allowRefs: allowRef }),
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
