import { resolve } from "node:path";
import type { Argv } from "yargs";
import { toJson } from "../diagnostics/to-json.js";
import { visibleText } from "../diagnostics/visible-text.js";
import type { DevelopmentEvents } from "../dev/development-server.js";
import { printTrace } from "../dev/print-trace.js";
import type { TraceLevel } from "../dev-gateway/request-trace.js";
import { readProject } from "../write/read-project.js";
import type { ChosenTarget } from "./choose-targets.js";
import { documentArguments, documentOptions, reportOptions } from "./document-arguments.js";
import { settledTargets } from "./document-command.js";
import { documentExitCode, EXIT } from "./exit-code.js";
import { command } from "./command.js";
import { print, report, say, showsColor } from "./terminal.js";
import { UsageError } from "./usage-error.js";

const RUNNING = "Running the gateway:";
const TRACES = ["off", "stages", "full"] as const satisfies readonly TraceLevel[];

/** `gatewright dev [DOCUMENT]` */
export function devCommand(yargs: Argv): Argv {
  return command(
    yargs,
    "dev [document]",
    "run the gateway of a document while you work on it: it reloads on change, and traces each request",
    (parser) =>
      documentArguments(parser)
        .option("port", {
          alias: "p",
          type: "number",
          nargs: 1,
          default: 8080,
          group: RUNNING,
          describe: "port to listen on; 0 for any that is free",
        })
        .option("host", {
          type: "string",
          nargs: 1,
          default: "127.0.0.1",
          group: RUNNING,
          describe: "address to listen on; at 127.0.0.1 it is for this machine alone",
        })
        .option("mock", {
          type: "boolean",
          default: false,
          group: RUNNING,
          describe: "answer from the document's examples instead of calling upstreams",
        })
        .option("trace", {
          choices: TRACES,
          nargs: 1,
          default: "stages" as const,
          group: RUNNING,
          describe: "what is told of each request; full has bodies, and what templates rendered",
        })
        .option("project", {
          type: "string",
          nargs: 1,
          group: RUNNING,
          defaultDescription: "the project that you are in",
          describe: "folder of the generated project whose hooks, packages and .env are used",
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "everything that happens as JSON, a line each, on stdout",
        })
        .example("$0 dev openapi.yaml --mock", "answers from the document's examples")
        .example("$0 dev openapi.yaml --trace full", "shows what templates render"),
    async (args) => {
      const { port, host, mock, trace } = args;
      const { format } = reportOptions(args);
      if (format !== "pretty" && format !== "json") {
        throw new UsageError(`--format ${format}: dev tells people, or programs by --json`);
      }
      if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
        throw new UsageError("--port: write a whole number, 0 to 65535");
      }
      const [target, ...others] = await settledTargets(args, format);
      if (target === undefined) return;
      if (others.length > 0) {
        throw new UsageError("dev runs one gateway: name a document, or a target with --target");
      }
      // What it needs is not loaded for other commands.
      const { runDevelopment } = await import("../dev/run-development.js");
      let warningsCode: number = EXIT.ok;
      const events = format === "json" ? jsonEvents() : spokenEvents(trace);
      const outcome = await runDevelopment(
        {
          ...documentOptions(target.args),
          project: args.project ?? projectOf(target),
          mock,
          trace,
          host,
          port,
        },
        {
          ...events,
          read(made) {
            warningsCode = documentExitCode(made.reporter.diagnostics, target.args.maxWarnings);
            events.read(made);
          },
        },
        process,
      );
      if (outcome === "ended") return;
      process.exitCode = warningsCode === EXIT.ok ? EXIT.usage : warningsCode;
    },
  );
}

/** The project that a config has for the document, if it was generated. */
function projectOf({ name, args: { out } }: ChosenTarget): string | undefined {
  return name !== undefined && out !== undefined && readProject(resolve(out)) !== undefined
    ? out
    : undefined;
}

/** Everything as a line of JSON. */
function jsonEvents(): DevelopmentEvents {
  const tell = (event: string, data: object) => print(JSON.stringify({ event, ...data }));
  return {
    read({ reporter, source }) {
      tell("read", { diagnostics: toJson(reporter.diagnostics, source) });
    },
    serving: (serving) => tell("serving", serving),
    failed: (why, goesOn) => tell("failed", { why, goesOn }),
    traced: (trace) => tell("request", trace),
  };
}

function spokenEvents(level: TraceLevel): DevelopmentEvents {
  const options = { color: showsColor(process.stderr), full: level === "full" };
  let told = "";
  return {
    read({ reporter, source }) {
      const { diagnostics } = reporter;
      const problems = JSON.stringify(toJson(diagnostics, source));
      // What has been told once need not be told with every change.
      if (problems !== told) report("pretty", {}, diagnostics, source);
      told = problems;
    },
    serving({ url, reloadMs, mock, mockedSettings, stubs, project }) {
      if (reloadMs !== undefined) return say(`Reloaded in ${Math.round(reloadMs)} ms.`);
      say(`${url} serves. Ctrl-C ends it.`);
      if (project !== undefined) say(`Hooks and settings are those of ${project}.`);
      if (mock)
        say("Upstreams are mocked by the document's examples; nothing leaves this machine.");
      if (stubs.length > 0) {
        say(`Hooks that are not written, and ${mock ? "mocked" : "refuse"}: ${stubs.join(", ")}`);
      }
      if (mockedSettings.length > 0) {
        say(`Not set, so harmless values stand in: ${mockedSettings.join(", ")}`);
      }
      say("");
    },
    failed(why, goesOn) {
      say(why.split("\n").map(visibleText).join("\n"));
      if (goesOn) say("Not reloaded: the gateway goes on as it was.");
    },
    traced: (trace) => say(printTrace(trace, options)),
  };
}
