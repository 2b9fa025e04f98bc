import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { format, getFileInfo } from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import { filesBelow, generateInto, ROOT, temporaryFolder } from "./generate-into.js";
import type { Sample } from "./sample-documents.js";
import { documentOf } from "./sample-documents.js";
import { typeCheck } from "./type-check.js";

/** Holds the projects of samples to compilers, linters and prettier. */
export function describeCompiling(samples: readonly Sample[]): void {
  describe.each(samples)("%s", (sample) => {
    let gateway: string;
    let files: ReadonlyMap<string, string>;
    beforeAll(async () => {
      const folder = await temporaryFolder();
      const document = await documentOf(sample);
      const { reporter } = await generateInto(folder, document);
      expect(reporter.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      gateway = join(folder, "gateway");
      files = await filesBelow(gateway);
    });

    test("has no type error", { timeout: 60_000 }, () => {
      expect(() => typeCheck(gateway, "typescript")).not.toThrow();
    });

    test("passes oxlint's defaults", () => {
      const oxlint = join(ROOT, "node_modules/oxlint/bin/oxlint");
      const said = execFileSync(process.execPath, [oxlint, "src", "test"], { cwd: gateway });
      expect(String(said)).toContain("Found 0 warnings and 0 errors");
    });

    test("holds no any", () => {
      let types = 0;
      for (const [path, text] of files) {
        if (!path.endsWith(".ts")) continue;
        const { program } = parseSync(path, text);
        new Visitor({
          TSAnyKeyword: () => expect.fail(`${path} holds an any`),
          TSStringKeyword: () => {
            types += 1;
          },
        }).visit(program);
      }
      expect(types).toBeGreaterThan(50);
    });

    test("is laid out as prettier would", { timeout: 60_000 }, async () => {
      let lines = 0;
      let changed = 0;
      for (const [path, text] of files) {
        const formatted = await formatAsPrettier(path, text);
        if (!path.startsWith("src/generated/")) {
          expect(text, path).toBe(formatted);
          continue;
        }
        if (!path.endsWith(".ts")) continue;
        const own = text.split("\n");
        const theirs = new Set(formatted.split("\n"));
        lines += own.length;
        changed += own.filter((line) => !theirs.has(line)).length;
        for (const line of own) expect(line.length, `${path}: ${line}`).toBeLessThanOrEqual(120);
      }
      expect(changed / lines).toBeLessThanOrEqual(0.02);
    });
  });
}

/** A file as prettier lays it out; what it does not know stays as it is. */
async function formatAsPrettier(path: string, text: string): Promise<string> {
  const { inferredParser: parser } = await getFileInfo(path);
  return parser === null ? text : await format(text, { parser, printWidth: 100 });
}
