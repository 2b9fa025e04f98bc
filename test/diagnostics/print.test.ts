import { describe, expect, test } from "vitest";
import { printDiagnostics } from "../../src/diagnostics/print.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { toJson } from "../../src/diagnostics/to-json.js";
import { textSources } from "./text-sources.js";

const plain = { color: false };

function at(file: string, text: string, found: string) {
  return { file, pointer: "", offset: text.indexOf(found) };
}

describe("printDiagnostics", () => {
  test("shows the place, the lines around it, what to do, and related places", () => {
    const text = "paths:\n  /a:\n    get: {}\n  /b: {}\n  /a:\n    post: {}\n";
    const reporter = new Reporter();
    const second = { file: "api.yaml", pointer: "/paths/~1a", offset: text.lastIndexOf("/a") };
    const first = [{ at: at("api.yaml", text, "/a"), message: "it stands here first" }];
    reporter.report("duplicate-key", second, { key: "/a" }, first);
    reporter.report("unknown-tag", at("api.yaml", text, "{}"), { tag: "!Foo" });
    expect(printDiagnostics(reporter.diagnostics, textSources({ "api.yaml": text }), plain)).toBe(
      `api.yaml:3:10 warning unknown-tag: the tag "!Foo" is not known and is ignored
  2 |   /a:
  3 |     get: {}
    |          ^
  4 |   /b: {}
  help: remove the tag, or process the document with the tool that defines it first

api.yaml:5:3 error duplicate-key: the key "/a" stands twice in the same object
  4 |   /b: {}
  5 |   /a:
    |   ^
  6 |     post: {}
  help: merge the two, or remove one
  it stands here first: api.yaml:2:3
  2 |   /a:
    |   ^

1 error, 1 warning
`,
    );
  });

  test("prints nothing when there is nothing to say", () => {
    expect(printDiagnostics([], textSources({}), plain)).toBe("");
  });

  test("problems of no file come first, then the entry's, then other files' by name", () => {
    const texts = { "z.yaml": "a: 1\nb: 2\n", "a.yaml": "c: 3\n", "b.yaml": "d: 4\n" };
    const reporter = new Reporter();
    reporter.report("duplicate-key", at("b.yaml", texts["b.yaml"], "4"), { key: "d" });
    reporter.report("duplicate-key", at("a.yaml", texts["a.yaml"], "3"), { key: "c" });
    reporter.report("duplicate-key", at("z.yaml", texts["z.yaml"], "2"), { key: "b" });
    reporter.report("duplicate-key", at("z.yaml", texts["z.yaml"], "1"), { key: "a" });
    reporter.report("file-not-found", undefined, { file: "x" });
    const heads = printDiagnostics(reporter.diagnostics, textSources(texts), plain)
      .split("\n")
      .filter((line) => line.includes(" error ") || line.startsWith("error "))
      .map((line) => line.split(" error")[0]);
    expect(heads).toEqual([
      'error file-not-found: there is no file "x"',
      "z.yaml:1:4",
      "z.yaml:2:4",
      "a.yaml:1:4",
      "b.yaml:1:4",
    ]);
  });

  test("places of one problem are named after it, in reading order", () => {
    const texts = { "api.yaml": "a: 1\nb: 2\nc: 3\nd: 4\n", "z.yaml": "e: 5\n" };
    const reporter = new Reporter();
    reporter.report("circular-alias", at("z.yaml", texts["z.yaml"], "5"));
    reporter.report("circular-alias", at("api.yaml", texts["api.yaml"], "4"));
    reporter.report("circular-alias", at("api.yaml", texts["api.yaml"], "1"));
    reporter.report("circular-alias", at("api.yaml", texts["api.yaml"], "2"));
    expect(printDiagnostics(reporter.diagnostics, textSources(texts), plain)).toBe(
      `api.yaml:1:4 error circular-alias: a YAML alias contains itself (4 places)
  1 | a: 1
    |    ^
  2 | b: 2
  help: use $ref for values that contain themselves
  also at: 2:4, 4:4, z.yaml:1:4

1 error (in 4 places)
`,
    );
  });

  test("all places of an error are named, and the first ones of a warning", () => {
    const text = Array.from({ length: 60 }, (_, line) => `k${line}: v${line}!\n`).join("");
    const print = (code: "circular-alias" | "surviving-merge-key" | "unknown-tag") => {
      const reporter = new Reporter();
      for (let line = 0; line < 60; line++) {
        const place = at("api.yaml", text, `v${line}!`);
        if (code === "unknown-tag") reporter.report(code, place, { tag: "!Foo" });
        else reporter.report(code, place);
      }
      return printDiagnostics(reporter.diagnostics, textSources({ "api.yaml": text }), plain);
    };
    expect(print("unknown-tag")).toContain(
      "\n  also at: 2:5, 3:5, 4:5, 5:5, 6:5 and 54 more (--json has all)\n",
    );
    const error = print("circular-alias");
    expect(error).not.toContain("more");
    for (let line = 2; line <= 60; line++) expect(error).toMatch(new RegExp(`[ ]${line}:\\d`));
    expect(Math.max(...error.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("a long line is shown around the column, and the caret stays below it", () => {
    const text = `{"a":"${"x".repeat(5000)}","HERE":1,"b":"${"y".repeat(5000)}"}`;
    const reporter = new Reporter();
    reporter.report("duplicate-key", at("api.json", text, '"HERE"'), { key: "HERE" });
    const lines = printDiagnostics(
      reporter.diagnostics,
      textSources({ "api.json": text }),
      plain,
    ).split("\n");
    expect(lines[1]?.length).toBeLessThan(120);
    expect(lines[1]?.startsWith("  1 | …xxx")).toBe(true);
    expect(lines[1]?.endsWith("…")).toBe(true);
    expect(lines[2]?.indexOf("^")).toBe(lines[1]?.indexOf('"HERE"'));
  });

  test("tabs, controls and bidirectional characters become visible, and the caret stays", () => {
    const text = "\ta\u001b[31m\u202eb: HERE\r\nc: 1";
    const reporter = new Reporter();
    reporter.report("circular-alias", at("api.yaml", text, "HERE"));
    const lines = printDiagnostics(
      reporter.diagnostics,
      textSources({ "api.yaml": text }),
      plain,
    ).split("\n");
    expect(lines[1]).toBe(String.raw`  1 | → a\u{1b}[31m\u{202e}b: HERE`);
    expect(lines[2]?.indexOf("^")).toBe(lines[1]?.indexOf("HERE"));
    expect(lines[3]).toBe("  2 | c: 1");
  });

  test("colours only when asked", () => {
    const reporter = new Reporter();
    reporter.report("circular-alias", { file: "api.yaml", pointer: "", offset: 0 });
    const sources = textSources({ "api.yaml": "a: 1" });
    expect(printDiagnostics(reporter.diagnostics, sources, { color: true })).toContain(
      "\u001b[31m",
    );
    expect(printDiagnostics(reporter.diagnostics, sources, plain)).not.toContain("\u001b");
  });
});

test("toJson gives plain data in the same order", () => {
  const reporter = new Reporter();
  const text = "a: 1\nb: 2\n";
  const second = { ...at("api.yaml", text, "b"), pointer: "/b" };
  reporter.report("duplicate-key", second, { key: "b" }, [
    { at: at("api.yaml", text, "a"), message: "it stands here first" },
  ]);
  reporter.report("file-not-found", undefined, { file: "x" });
  const json = toJson(reporter.diagnostics, textSources({ "api.yaml": text }));
  expect(JSON.parse(JSON.stringify(json))).toEqual([
    {
      severity: "error",
      code: "file-not-found",
      message: 'there is no file "x"',
      help: "check the name, and the folder it is relative to",
      count: 1,
      places: [],
    },
    {
      file: "api.yaml",
      line: 2,
      column: 1,
      pointer: "/b",
      severity: "error",
      code: "duplicate-key",
      message: 'the key "b" stands twice in the same object',
      help: "merge the two, or remove one",
      count: 1,
      places: [{ file: "api.yaml", line: 2, column: 1, pointer: "/b" }],
      related: [
        { file: "api.yaml", line: 1, column: 1, pointer: "", message: "it stands here first" },
      ],
    },
  ]);
});
