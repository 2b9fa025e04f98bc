import type { Argv } from "yargs";
import { Reporter } from "../diagnostics/reporter.js";
import { showConfigured } from "../model/configured-text.js";
import type { Operation, Upstream } from "../model/gateway-model.js";
import { readDocument } from "../read-document.js";
import { documentOptions, reportOptions } from "./document-arguments.js";
import { documentCommand } from "./document-command.js";
import { documentExitCode } from "./exit-code.js";
import { print, say } from "./terminal.js";

const HEADINGS = {
  method: "METHOD",
  path: "PATH",
  auth: "AUTH",
  validator: "CHECKS",
  integration: "INTEGRATION",
};

type Row = Readonly<Record<keyof typeof HEADINGS, string>>;

/** `gatewright routes [DOCUMENT]` */
export function routesCommand(yargs: Argv): Argv {
  return documentCommand(
    yargs,
    ["routes"],
    "list what a gateway of this document would route, and where to",
    (parser) => parser.example("$0 routes openapi.yaml", ""),
    async (args, several) => {
      const options = documentOptions(args);
      const { format, maxWarnings } = reportOptions(args);
      const reporter = new Reporter(options.allow);
      const { source, model } = await readDocument(options, reporter);
      reporter.reportUnusedAllowances();
      const upstreams = new Map(model?.upstreams.map((upstream) => [upstream.id, upstream]));
      const rows = (model?.operations ?? []).map((operation) => rowOf(operation, upstreams));
      return {
        value: { routes: rows },
        diagnostics: reporter.diagnostics,
        sources: source,
        finish: () => {
          if (several && format === "pretty") say(`${args.document}:`);
          if (format === "pretty" && rows.length > 0) print(table([HEADINGS, ...rows]));
          return documentExitCode(reporter.diagnostics, maxWarnings);
        },
      };
    },
  );
}

function rowOf(operation: Operation, upstreams: ReadonlyMap<string, Upstream>): Row {
  const { operationId, method, path, security, validation, responseValidation, integration } =
    operation;
  const { besides, warnOnly } = validation;
  const logged = (mode: true | undefined) => (mode === true ? " (only logged)" : "");
  const ofRequest = [
    (validation.parameters ?? besides?.parameters) && "parameters",
    (validation.body ?? besides?.body) && "body",
  ].filter(Boolean);
  const checks = [
    ofRequest.length > 0 && ofRequest.join(", ") + logged(warnOnly),
    responseValidation && `responses${logged(responseValidation.warnOnly)}`,
  ].filter(Boolean);
  return {
    method,
    path,
    auth: security.map(alternative).join(" or ") || "open",
    validator: checks.join(", ") || "none",
    integration:
      "upstream" in integration
        ? `${integration.kind} ${integration.method} ${whereIs(upstreams.get(integration.upstream))}`
        : integration.kind === "handler"
          ? `handler ${integration.name ?? operationId ?? ""}`.trimEnd()
          : integration.kind,
  };
}

function whereIs(upstream: Upstream | undefined): string {
  if (upstream?.baseUrl !== undefined) return showConfigured(upstream.baseUrl);
  return `${upstream?.name ?? upstream?.id} (a setting says where)`;
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
