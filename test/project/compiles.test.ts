import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { format } from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import {
  filesBelow,
  generateInto,
  ROOT,
  sampleDocument,
  temporaryFolder,
} from "./generate-into.js";

async function documentOf(sample: string): Promise<string> {
  if (sample === "petstore" || sample === "orders") return await sampleDocument(sample);
  if (sample === "large") return largeDocument();
  return readFileSync(join(import.meta.dirname, `${sample}.yaml`), "utf8");
}

/** One schema with more members than TypeScript takes in one function. */
function largeDocument(): string {
  const names = Array.from({ length: 1000 }, (_, index) => `member${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  const schema = { type: "object", required: ["member999"], properties };
  const post = { requestBody: { content: { "application/json": { schema } } } };
  const info = { title: "Large", version: "1" };
  return JSON.stringify({ openapi: "3.0.3", info, paths: { "/": { post } } });
}

const COMPILERS = ["typescript", "typescript6", "typescript5"];

describe.each([
  "petstore",
  "orders",
  "everything",
  "plain",
  "large",
  "clashes",
  "bare",
  "gateway-plain",
  "gateway-amazon",
  "http-api",
] as const)("%s", (sample) => {
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

  test.each(COMPILERS)("has no error under %s", { timeout: 60_000 }, (compiler) => {
    const { version } = JSON.parse(
      readFileSync(join(ROOT, "node_modules", compiler, "package.json"), "utf8"),
    ) as { readonly version: string };
    expect(version).toMatch(
      { typescript: /^7\./, typescript6: /^6\./, typescript5: /^5\.9/ }[compiler] ?? /^$/,
    );
    const tsc = join(ROOT, "node_modules", compiler, "bin/tsc");
    const run = () => execFileSync(process.execPath, [tsc, "--noEmit"], { cwd: gateway });
    expect(run).not.toThrow();
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
      if (!path.startsWith("src/") || !path.endsWith(".ts")) continue;
      const own = text.split("\n");
      const theirs = new Set(
        (await format(text, { parser: "typescript", printWidth: 100 })).split("\n"),
      );
      lines += own.length;
      changed += own.filter((line) => !theirs.has(line)).length;
      for (const line of own) expect(line.length, `${path}: ${line}`).toBeLessThanOrEqual(120);
    }
    expect(changed / lines).toBeLessThanOrEqual(0.02);
  });
});
