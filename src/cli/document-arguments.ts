import type { Argv } from "yargs";

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
    .option("json", { type: "boolean", default: false, describe: "print one JSON object" });
}

/** Those arguments as options of the programmatic API. */
export function documentOptions(args: {
  readonly document: string;
  readonly api: "rest" | undefined;
  readonly allowRef: readonly string[] | undefined;
}) {
  const { document, api, allowRef } = args;
  return {
    document,
    ...(api !== undefined && { api }),
    ...(allowRef !== undefined && { allowRefs: allowRef }),
  };
}
