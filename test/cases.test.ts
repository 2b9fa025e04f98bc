import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue } from "../src/diagnostics/catalogue.js";
import { printDiagnostics } from "../src/diagnostics/print.js";
import { Reporter } from "../src/diagnostics/reporter.js";
import type { DocumentOptions } from "../src/read-document.js";
import { readDocument } from "../src/read-document.js";

/*
 * A test is a directory: `openapi.yaml` or `openapi.json`, perhaps `options.json`, which are options of
 * the programmatic API, and `diagnostics.txt`, what a person sees. Adding one needs no code. UPDATE_CASES=1 writes the expectations anew: read them as a stranger.
 */
const CASES = join(import.meta.dirname, "cases");
const UPDATE = process.env["UPDATE_CASES"] === "1";

const names = readdirSync(CASES).toSorted();

async function diagnosticsOf(folder: string): Promise<string> {
  const document = existsSync(join(folder, "openapi.json")) ? "openapi.json" : "openapi.yaml";
  const written = join(folder, "options.json");
  const options: Partial<DocumentOptions> = existsSync(written)
    ? (JSON.parse(readFileSync(written, "utf8")) as Partial<DocumentOptions>)
    : {};
  const reporter = new Reporter(options.allow);
  const { source } = await readDocument({ document, cwd: folder, ...options }, reporter);
  reporter.reportUnusedAllowances();
  return printDiagnostics(reporter.diagnostics, source, { color: false });
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

/** Codes that other tests show, where a document alone cannot: by area, with the reason. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  "edited-file": "test/cli/keeps-work.test.ts: needs a project that was edited",
  "foreign-file": "test/cli/keeps-work.test.ts: needs a project of somebody else's",
  "outside-folder": "test/cli/keeps-work.test.ts: needs a symbolic link",
  "unreadable-manifest": "test/cli/keeps-work.test.ts: needs a torn manifest",
  "folder-unwritable": "test/write/obstacles.test.ts: needs a folder that cannot be written",
  "not-a-file": "test/load/read.test.ts: needs a folder in place of the document",
  "not-utf8": "test/load/read.test.ts: needs bytes that no editor shows",
  "not-valid-openapi": "test/load/validate-structure.test.ts: lint alone reports it",
};

describe("every diagnostic is shown", () => {
  // Read when asked, after the cases above may have written theirs.
  const shown = () =>
    names.map((name) => readFileSync(join(CASES, name, "diagnostics.txt"), "utf8")).join("\n");
  const loadTests = readdirSync(join(import.meta.dirname, "load"))
    .map((name) => readFileSync(join(import.meta.dirname, "load", name), "utf8"))
    .join("\n");
  const isShown = (code: string) =>
    new RegExp(`(?:^| )(?:error|warning|info) ${code}: `, "m").test(shown());

  test.each(Object.keys(catalogue))("%s", (code) => {
    const elsewhere = code in SHOWN_ELSEWHERE || new RegExp(`[" ]${code}"`).test(loadTests);
    expect(isShown(code) || elsewhere).toBe(true);
  });

  test("no exception is stale", () => {
    for (const code of Object.keys(SHOWN_ELSEWHERE)) {
      expect(Object.keys(catalogue)).toContain(code);
      expect(isShown(code), code).toBe(false);
    }
  });
});
