import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printDiagnostics } from "../../src/diagnostics/print.js";
import { CHANGE_CLASSES, CHANGE_KINDS } from "../../src/diff/change.js";
import { printChanges } from "../../src/diff/print/print-text.js";
import { diffDocuments, type DiffOptions } from "../../src/diff-documents.js";

/*
 * A test is a directory: `old.yaml`, `new.yaml`, and `expected.txt`, what a person sees. `options.json`
 * may hold options of the programmatic API. UPDATE_CASES=1 writes the expectations anew: read them as a
 * stranger.
 */
const CASES = join(import.meta.dirname, "cases");
const UPDATE = process.env["UPDATE_CASES"] === "1";

const names = readdirSync(CASES).toSorted();

async function compare(name: string, old = "old.yaml", newer = "new.yaml") {
  const folder = join(CASES, name);
  const written = join(folder, "options.json");
  const options = existsSync(written)
    ? (JSON.parse(readFileSync(written, "utf8")) as Partial<DiffOptions>)
    : {};
  const result = await diffDocuments({ cwd: folder, ...options, old, new: newer });
  const { changes, reporter, source } = result;
  if (changes !== undefined) return { changes, source };
  throw new Error(printDiagnostics(reporter.diagnostics, source, { color: false }));
}

describe("cases", () => {
  test.each(names)("%s", async (name) => {
    const { changes, source } = await compare(name);
    const said = printChanges(changes, source, { color: false });
    const expectation = join(CASES, name, "expected.txt");
    if (UPDATE) writeFileSync(expectation, said);
    expect(said).toBe(readFileSync(expectation, "utf8"));
  });
});

describe("every case", () => {
  test("is empty against itself", async () => {
    for (const name of names) {
      for (const file of ["old.yaml", "new.yaml"]) {
        expect((await compare(name, file, file)).changes, `${name}/${file}`).toEqual([]);
      }
    }
  });

  test("mirrors its reverse: what is added one way is removed the other way", async () => {
    for (const name of names) {
      const forth = (await compare(name)).changes;
      const back = (await compare(name, "new.yaml", "old.yaml")).changes;
      const routes = (changes: typeof forth, kind: string) =>
        changes
          .filter((each) => each.kind === kind)
          .flatMap((each) => each.operations)
          .toSorted();
      expect(routes(forth, "route-added"), name).toEqual(routes(back, "route-removed"));
      expect(routes(forth, "route-removed"), name).toEqual(routes(back, "route-added"));
      expect(back.length > 0, name).toBe(forth.length > 0);
    }
  });

  test("has a place in a document for each change", async () => {
    for (const name of names) {
      const { changes, source } = await compare(name);
      for (const { message, places } of changes) {
        expect(places.length, `${name}: ${message}`).toBeGreaterThan(0);
        for (const { old, new: newer } of places) {
          const shown = [old, newer].flatMap((at) => (at ? [source.locate(at)] : []));
          expect(shown.length, `${name}: ${message}`).toBeGreaterThan(0);
          expect(shown, `${name}: ${message}`).not.toContain(undefined);
        }
      }
    }
  });

  test("between them they show every kind of change, and every class", async () => {
    const changes = (await Promise.all(names.map((name) => compare(name)))).flatMap(
      (each) => each.changes,
    );
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(CHANGE_KINDS));
    expect(new Set(changes.map((each) => each.class))).toEqual(new Set(CHANGE_CLASSES));
  });
});
