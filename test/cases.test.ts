import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configsIn, findConfig } from "../src/config/find-config.js";
import { loadConfig } from "../src/config/load-config.js";
import { catalogue } from "../src/diagnostics/catalogue.js";
import { printDiagnostics } from "../src/diagnostics/print.js";
import { Reporter } from "../src/diagnostics/reporter.js";
import { generate } from "../src/generate.js";
import { lintDocument } from "../src/lint-document.js";
import type { DocumentOptions } from "../src/read-document.js";
import { readDocument } from "../src/read-document.js";

/*
 * A test is a directory: `openapi.yaml` or `openapi.json`, and `diagnostics.txt`, what a person sees.
 * Beside them may stand `options.json`, options of the programmatic API (`lint` also checks by OpenAPI's
 * own rules, and examples), and `gateway`, the project that is there already. In place of a document may
 * stand a config, which is read. Adding a case needs no code.
 * UPDATE_CASES=1 writes the expectations anew: read them as a stranger.
 */
const CASES = join(import.meta.dirname, "cases");
const UPDATE = process.env["UPDATE_CASES"] === "1";

const names = readdirSync(CASES).toSorted();

interface CaseOptions extends Partial<DocumentOptions> {
  readonly lint?: boolean;
}

async function diagnosticsOf(folder: string): Promise<string> {
  const document = existsSync(join(folder, "openapi.json")) ? "openapi.json" : "openapi.yaml";
  const written = join(folder, "options.json");
  const options: CaseOptions = existsSync(written)
    ? (JSON.parse(readFileSync(written, "utf8")) as CaseOptions)
    : {};
  const { reporter, source } = await run(folder, { document, cwd: folder, ...options });
  return printDiagnostics(reporter.diagnostics, source, { color: false });
}

async function run(folder: string, options: CaseOptions & DocumentOptions) {
  if (configsIn(folder).length > 0) {
    const reporter = new Reporter();
    const file = findConfig(folder, reporter);
    return { reporter, ...(await loadConfig(String(file), folder, reporter)) };
  }
  if (existsSync(join(folder, "gateway"))) {
    return await generate({ ...options, out: "gateway", dryRun: true });
  }
  const reporter = new Reporter(options.allow);
  const read = options.lint === true ? lintDocument : readDocument;
  const { source } = await read(options, reporter);
  reporter.reportUnusedAllowances();
  return { reporter, source };
}

describe("cases", () => {
  test.each(names)("%s", async (name) => {
    const folder = join(CASES, name);
    const said = await diagnosticsOf(folder);
    const expectation = join(folder, "diagnostics.txt");
    if (UPDATE) writeFileSync(expectation, said);
    expect(said).toBe(readFileSync(expectation, "utf8"));
  });
});

/** Codes that no directory can show, with the reason and the test that does. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  "outside-folder": "test/cli/keeps-work.slow.test.ts: needs a symbolic link",
  "folder-unwritable": "test/write/obstacles.test.ts: needs a folder that cannot be written",
  "config-elsewhere": "test/cli/config.slow.test.ts: needs a symbolic link",
  "file-unreadable": "test/load/read.test.ts: needs a file that cannot be read",
  "file-too-large": "test/load/read.test.ts: needs 64 MB",
  "merge-conflict": "test/cli/conflicts.test.ts: is told of files that are written",
  "conflicting-key": "test/cli/conflicts.test.ts: is told of files that are written",
  "changed-input": "test/cli/upgrade.slow.test.ts: needs an upgrade",
  "not-ejectable": "test/cli/eject.slow.test.ts: needs a file to eject",
  "folder-locked": "test/write/folder-lock.test.ts: needs a process that writes",
  "template-failure": "test/cli/template.slow.test.ts: needs an event",
  "unknown-event-field": "test/cli/template.slow.test.ts: needs an event",
  "unknown-aws-output": "test/import-aws: is told of what the AWS CLI printed",
  "unnamed-aws-output": "test/import-aws: is told of what the AWS CLI printed",
  "no-aws-api": "test/import-aws: is told of what the AWS CLI printed",
  "several-aws-apis": "test/import-aws: is told of what the AWS CLI printed",
  "unknown-aws-api": "test/import-aws: is told of what the AWS CLI printed",
  "unclear-aws-api": "test/import-aws: is told of what the AWS CLI printed",
  "repeated-in-aws-output": "test/import-aws: is told of what the AWS CLI printed",
  "invalid-aws-value": "test/import-aws: is told of what the AWS CLI printed",
};

describe("every diagnostic is shown", () => {
  // Read when asked, after the cases above may have written theirs.
  const shown = () =>
    names.map((name) => readFileSync(join(CASES, name, "diagnostics.txt"), "utf8")).join("\n");
  const isShown = (code: string) =>
    new RegExp(`(?:^| )(?:error|warning|info) ${code}: `, "m").test(shown());

  test.each(Object.keys(catalogue))("%s", (code) => {
    expect(isShown(code) || code in SHOWN_ELSEWHERE).toBe(true);
  });

  test("no exception is stale", () => {
    for (const code of Object.keys(SHOWN_ELSEWHERE)) {
      expect(Object.keys(catalogue)).toContain(code);
      expect(isShown(code), code).toBe(false);
    }
  });
});
