import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { MAX_BYTES } from "../../src/load/limits.js";
import { loadDocument } from "../../src/load/load-document.js";
import { loadFiles } from "./load-files.js";
import { temporaryFolder } from "./temporary-folder.js";

describe("reading the file", () => {
  test("one that does not exist", async () => {
    const reporter = new Reporter();
    const cwd = temporaryFolder({});
    const source = await loadDocument("no.yaml", { cwd }, reporter);
    expect(source.root(reporter)).toBeUndefined();
    expect(reporter.diagnostics).toMatchObject([
      { code: "file-not-found", message: 'there is no file "no.yaml"', at: { file: "no.yaml" } },
    ]);
  });

  test("a folder", async () => {
    const reporter = new Reporter();
    const cwd = temporaryFolder({});
    mkdirSync(join(cwd, "api.yaml"));
    await loadDocument("api.yaml", { cwd }, reporter);
    expect(reporter.diagnostics[0]?.message).toBe('"api.yaml" is a folder, not a file');
  });

  test.skipIf(process.getuid?.() === 0)("one without permission", async () => {
    const reporter = new Reporter();
    const cwd = temporaryFolder({ "api.yaml": "a: 1" });
    chmodSync(join(cwd, "api.yaml"), 0);
    await loadDocument("api.yaml", { cwd }, reporter);
    expect(reporter.diagnostics[0]?.code).toBe("file-unreadable");
  });

  test("one that is too large", async () => {
    const { codes } = await loadFiles({ "api.json": Buffer.alloc(MAX_BYTES + 1, " ") });
    expect(codes()).toEqual(["file-too-large"]);
  });

  test.each([
    ["gzip", [0x1f, 0x8b, 8, 0], "a gzip-compressed file"],
    ["zip", [0x50, 0x4b, 3, 4], "a zip archive"],
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd], "a zstd-compressed file"],
    ["PDF", [...Buffer.from("%PDF-1.7")], "a PDF document"],
    ["UTF-16", [0xff, 0xfe, 0x7b, 0], "UTF-16 text"],
    ["HTML", [...Buffer.from("\n<!DOCTYPE html><p>")], "a web page (HTML)"],
    ["XML", [...Buffer.from("<?xml version='1.0'?>")], "an XML document"],
  ])("%s", async (_, bytes, what) => {
    const { reporter } = await loadFiles({ "api.json": Uint8Array.from(bytes) });
    expect(reporter.diagnostics).toMatchObject([
      { code: "not-text", message: `this is ${what}, not JSON or YAML text` },
    ]);
  });

  test.each(["", " \n\t\n", "\uFEFF"])("nothing in it: %j", async (text) => {
    const { codes } = await loadFiles({ "api.yaml": text });
    expect(codes()).toEqual(["file-empty"]);
  });

  test("only comments", async () => {
    const { reporter } = await loadFiles({ "api.yaml": "# nothing\n" });
    expect(reporter.diagnostics[0]?.message).toBe("the file holds only comments");
  });

  test("not UTF-8: names the byte and shows the line", async () => {
    const text = Buffer.from("\uFEFFa: \uFFFDé\nb: caf#\n");
    text[text.indexOf("#")] = 0xe9;
    const { reporter, places } = await loadFiles({ "api.yaml": text });
    const offset = text.indexOf(0xe9, 12);
    expect(reporter.diagnostics[0]?.message).toBe(`byte ${offset} (0xE9) is not UTF-8`);
    expect(places()).toEqual(["2:7 not-utf8"]);
  });

  test("surrogates as Java and Python write them", async () => {
    const bytes = [...Buffer.from('{"a":"')].concat([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]);
    const { root } = await loadFiles({
      "api.json": Uint8Array.from([...bytes, ...Buffer.from('"}')]),
    });
    expect(root?.stringAt("a")).toBe("😀");
  });

  test("a byte order mark is no part of the text", async () => {
    const json = await loadFiles({ "api.json": '\uFEFF{"a":[1}' });
    expect(json.places()).toEqual(["1:8 invalid-json"]);
    const yaml = await loadFiles({ "api.yaml": "\uFEFFa: 1" });
    expect(yaml.root?.value).toEqual({ a: 1 });
  });
});
