import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { readApiKeys } from "../../templates/runtime/api-keys.js";
import { Environment } from "../../templates/runtime/environment.js";
import type { Exchange } from "../../templates/runtime/exchange.js";
import { sha256 } from "../../templates/runtime/sha256.js";
import { printImport } from "../../src/cli/print-import.js";
import { printDiagnostics } from "../../src/diagnostics/print.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { importFromAws } from "../../src/import-from-aws.js";
import { loadDocument } from "../../src/load/load-document.js";
import { runCli } from "../cli/run-cli.js";
import { temporaryFolder } from "../project/generate-into.js";

/*
 * A test is a directory: what the CLI printed, and in `expected` the overlay, the list of API keys, and
 * what a person is told. `options` holds options besides, as JSON. Adding a case needs no code.
 * UPDATE_CASES=1 writes the expectations anew: read them as a stranger.
 */
const HERE = import.meta.dirname;
const UPDATE = process.env["UPDATE_CASES"] === "1";

const folders = [
  "petstore",
  "orders-http",
  ...readdirSync(join(HERE, "cases")).map((name) => `cases/${name}`),
];

let out: string;
beforeAll(async () => {
  out = await temporaryFolder();
});

const textAt = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

function optionsOf(folder: string): object {
  return JSON.parse(textAt(join(HERE, folder, "options")) ?? "{}") as object;
}

describe("what the CLI printed comes to", () => {
  test.each(folders)("%s", async (folder) => {
    const name = folder.replaceAll("/", "-");
    const [overlay, apiKeys] = [join(out, `${name}.yaml`), join(out, `${name}.json`)];
    const cwd = join(HERE, folder);
    const result = await importFromAws({
      files: ["."],
      out: overlay,
      apiKeys,
      cwd,
      ...optionsOf(folder),
    });
    const { reporter, sources } = result;
    const problems = printDiagnostics(reporter.diagnostics, sources, { color: false });
    const told = reporter.hasErrors ? problems : `${problems}${printImport(result)}`;
    const made = {
      "told.txt": told,
      "overlay.yaml": textAt(overlay),
      "api-keys.txt": textAt(apiKeys),
    };
    for (const [file, text] of Object.entries(made)) {
      const path = join(cwd, "expected", file);
      if (UPDATE && text !== undefined) writeFileSync(path, text);
      expect(text, file).toBe(textAt(path));
    }
    expect(told).not.toMatch(/key-0123456789|a-secret|123456789012345/);
  });
});

describe("an overlay that was made", () => {
  test.each(["petstore", "orders-http"])("of %s merges into its document", async (folder) => {
    const reporter = new Reporter();
    const cwd = join(HERE, folder);
    const options = { cwd, overlays: ["expected/overlay.yaml"] };
    const source = await loadDocument("openapi.json", options, reporter);
    expect(reporter.diagnostics).toEqual([]);
    const written = parse(readFileSync(join(cwd, "expected/overlay.yaml"), "utf8")) as {
      actions: [{ update: { "x-gateway": object } }];
    };
    const merged = source.root(reporter)?.get("x-gateway")?.value;
    expect(merged).toEqual(written.actions[0].update["x-gateway"]);
  });
});

describe("gatewright import aws", () => {
  const run = (...args: readonly string[]) => runCli(out, "import", "aws", ...args);

  test("writes keys that the gateway reads, for their owner alone, and tells none", () => {
    const { code, stdout, stderr } = run(
      join(HERE, "petstore"),
      "--out",
      "o.yaml",
      "--api-keys",
      "k.json",
    );
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toContain("Came over: ");
    const written = readFileSync(join(out, "k.json"), "utf8");
    for (const text of [stderr, written, readFileSync(join(out, "o.yaml"), "utf8")]) {
      expect(text).not.toContain("key-0123456789");
    }
    expect(statSync(join(out, "k.json")).mode & 0o777).toBe(0o600);
    const read = new Environment({ API_KEYS: written });
    const keys = readApiKeys(read);
    read.finish();
    const find = (value: string) => keys.find(sha256(value), { settings: {} } as Exchange);
    expect(find("mobile-app-key-0123456789abcdef")).toMatchObject({
      id: "k1mobile",
      enabled: true,
    });
    expect(find("former-partner-key-0123456789ab")).toMatchObject({ enabled: false });
    expect(find("orders-only-key-0123456789abcdef")).toBeUndefined();
  });

  test("writes the same again, in place of what it wrote", () => {
    const args = [join(HERE, "petstore"), "--out", "again.yaml", "--api-keys", "again.json"];
    run(...args);
    const before = readFileSync(join(out, "again.yaml"), "utf8");
    chmodSync(join(out, "again.json"), 0o644);
    expect(run(...args).code).toBe(0);
    expect(readFileSync(join(out, "again.yaml"), "utf8")).toBe(before);
    expect(statSync(join(out, "again.json")).mode & 0o777).toBe(0o600);
  });

  test("--json is one object", () => {
    const { stdout, stderr } = run(join(HERE, "orders-http"), "--out", "j.yaml", "--json");
    expect(stderr).toBe("");
    const printed = JSON.parse(stdout) as { counts: object; entries: readonly object[] };
    expect(printed.counts).toMatchObject({ nearly: 0 });
    expect(printed.entries).toContainEqual(
      expect.objectContaining({
        outcome: "exactly",
        pointer: "/Items/0/DefaultRouteSettings/ThrottlingRateLimit",
        line: 13,
        why: "stages.$default.throttle",
      }),
    );
  });

  test.each([
    [[join(HERE, "cases/broken-json"), "--out", "x.yaml"], 1, "api-keys.json:3:"],
    [[join(HERE, "cases/several-apis"), "--out", "x.yaml"], 1, "a1b2c3 (pets), d4e5f6 (orders)"],
    [["missing.json", "--out", "x.yaml"], 1, "there is no file"],
    [[join(HERE, "petstore")], 2, "out"],
    [[join(HERE, "petstore"), "--out", "mine.yaml"], 2, "mine.yaml is there already"],
    [
      [join(HERE, "petstore"), "--out", "x.yaml", "--api-keys", "mine.json"],
      2,
      "mine.json is there",
    ],
    [[join(HERE, "petstore"), "--out", join(HERE, "petstore/stages.json")], 2, "one of the files"],
    [[join(HERE, "petstore"), "--out", "no/such/folder.yaml"], 2, "Nothing was written"],
  ])("%j ends with %d", (args, code, said) => {
    writeFileSync(join(out, "mine.yaml"), "overlay: 1.0.0\n");
    writeFileSync(join(out, "mine.json"), '{"items": []}\n');
    const result = run(...args);
    expect([result.code, result.stdout]).toEqual([code, ""]);
    expect(result.stderr).toContain(said);
    expect(existsSync(join(out, "x.yaml"))).toBe(false);
    expect(readFileSync(join(out, "mine.yaml"), "utf8")).toBe("overlay: 1.0.0\n");
  });
});
