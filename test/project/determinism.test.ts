import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import {
  filesBelow,
  generateInto,
  ROOT,
  sampleDocument,
  temporaryFolder,
  writeFiles,
} from "./generate-into.js";

async function generated(document: string): Promise<ReadonlyMap<string, string>> {
  const folder = await temporaryFolder();
  const { changes } = await generateInto(folder, document);
  expect(changes).toBeDefined();
  return filesBelow(join(folder, "gateway"));
}

/** The same document with the members of its components in reverse order, at every level. */
function shuffled(document: string): string {
  const value = parse(document) as { components: Record<string, Record<string, unknown>> };
  const components = reversed(value.components) as typeof value.components;
  for (const [kind, entries] of Object.entries(components)) components[kind] = reversed(entries);
  return stringify({ ...value, components });
}

function reversed<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toReversed());
}

/** But for the hash of the document, which is of its bytes. */
function withoutInputs(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const manifest = files.get(".gatewright/manifest.json");
  const { inputs, ...others } = JSON.parse(manifest ?? "{}") as { readonly inputs?: object };
  expect(Object.keys(inputs ?? {})).toEqual(["../openapi.yaml"]);
  return new Map([...files, [".gatewright/manifest.json", JSON.stringify(others)]]);
}

describe.each(["petstore", "orders"] as const)("%s", (sample) => {
  test("another folder gives the same bytes", async () => {
    const document = await sampleDocument(sample);
    const first = await generated(document);
    expect(first.size).toBeGreaterThan(60);
    expect(await generated(document)).toEqual(first);
  });

  test("the order of components does not matter", async () => {
    const document = await sampleDocument(sample);
    // Both went through the same printer, so that only the order differs.
    const inOrder = await generated(stringify(parse(document)));
    const otherwise = await generated(shuffled(document));
    expect(withoutInputs(otherwise)).toEqual(withoutInputs(inOrder));
  });

  test("nor do line ends", async () => {
    const document = await sampleDocument(sample);
    expect(await generated(document.replaceAll("\n", "\r\n"))).toEqual(await generated(document));
  });

  test("nor do language, time zone and working folder", async () => {
    const document = await sampleDocument(sample);
    const folder = await temporaryFolder();
    await writeFiles(folder, { "openapi.yaml": document });
    await promisify(execFile)(
      process.execPath,
      [
        join(ROOT, "dist/cli.js"),
        "generate",
        join(folder, "openapi.yaml"),
        "--out",
        join(folder, "gateway"),
      ],
      { env: { ...process.env, LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" } },
    );
    expect(await filesBelow(join(folder, "gateway"))).toEqual(await generated(document));
  });

  test("a second run writes nothing", async () => {
    const folder = await temporaryFolder();
    const document = await sampleDocument(sample);
    await generateInto(folder, document);
    const again = await import("../../src/index.js").then(({ generate }) =>
      generate({ document: "openapi.yaml", out: "gateway", cwd: folder }),
    );
    const changes = new Set(again.changes?.map(({ change }) => change));
    expect(changes).toEqual(new Set(["unchanged", "kept"]));
  });
});
