import type { Argv } from "yargs";
import { Reporter } from "../diagnostics/reporter.js";
import type { Operation } from "../model/gateway-model.js";
import { readDocument } from "../read-document.js";
import { documentArguments, documentOptions } from "./document-arguments.js";
import { EXIT } from "./exit-code.js";
import { print, printJson, sayDiagnostics } from "./terminal.js";

const HEADINGS = {
  method: "METHOD",
  path: "PATH",
  auth: "AUTH",
  validator: "CHECKS",
  integration: "INTEGRATION",
};

type Row = Readonly<Record<keyof typeof HEADINGS, string>>;

/** `gatewright routes DOCUMENT` */
export function routesCommand(yargs: Argv): Argv {
  return yargs.command(
    "routes <document>",
    "list what a gateway of this document would route, and where to",
    (command) => documentArguments(command).example("$0 routes openapi.yaml", ""),
    async (args) => {
      const reporter = new Reporter();
      const { source, model } = await readDocument(documentOptions(args), reporter);
      const rows = (model?.operations ?? []).map(rowOf);
      if (args.json) {
        printJson({ routes: rows }, reporter.diagnostics, source);
      } else {
        sayDiagnostics(reporter.diagnostics, source);
        if (rows.length > 0) print(table([HEADINGS, ...rows]));
      }
      process.exitCode = reporter.hasErrors ? EXIT.documentErrors : EXIT.ok;
    },
  );
}

function rowOf(operation: Operation): Row {
  const { method, path, security, validation, integration } = operation;
  const { besides, warnOnly } = validation;
  const checks = [
    (validation.parameters ?? besides?.parameters) && "parameters",
    (validation.body ?? besides?.body) && "body",
  ].filter(Boolean);
  const checked = checks.length === 0 ? "none" : checks.join(", ");
  return {
    method,
    path,
    auth: security.map(alternative).join(" or ") || "open",
    validator: warnOnly ? `${checked} (only logged)` : checked,
    integration:
      "upstream" in integration
        ? `${integration.kind} ${integration.method} ${integration.upstream}`
        : integration.kind,
  };
}

function alternative(requirements: Operation["security"][number]): string {
  return requirements.map(({ scheme }) => scheme).join(" and ") || "open";
}

function table(rows: readonly Row[]): string {
  const columns = Object.keys(HEADINGS) as (keyof Row)[];
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      columns
        .map((column, index) => row[column].padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
