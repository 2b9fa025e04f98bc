import type { Argv } from "yargs";
import { Reporter } from "../diagnostics/reporter.js";
import type { Operation } from "../model/gateway-model.js";
import { readDocument } from "../read-document.js";
import { documentArguments, documentOptions, reportOptions } from "./document-arguments.js";
import { documentExitCode } from "./exit-code.js";
import { print, report } from "./terminal.js";

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
      const options = documentOptions(args);
      const { format, maxWarnings } = reportOptions(args);
      const reporter = new Reporter(options.allow);
      const { source, model } = await readDocument(options, reporter);
      reporter.reportUnusedAllowances();
      const rows = (model?.operations ?? []).map(rowOf);
      report(format, { routes: rows }, reporter.diagnostics, source);
      if (format === "pretty" && rows.length > 0) print(table([HEADINGS, ...rows]));
      process.exitCode = documentExitCode(reporter.diagnostics, maxWarnings);
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
  const widths = columns.map((column) =>
    rows.reduce((width, row) => Math.max(width, row[column].length), 0),
  );
  return rows
    .map((row) =>
      columns
        .map((column, index) => row[column].padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
