import { describe, expect, expectTypeOf, test } from "vitest";
import type { Code } from "../../src/diagnostics/catalogue.js";
import { Reporter, type ReportDetails } from "../../src/diagnostics/reporter.js";

const at = { file: "api.yaml", pointer: "/paths" };

describe("Reporter", () => {
  test("a code has exactly the parameters that its sentences name", () => {
    expectTypeOf<"duplicate-key">().toExtend<Code>();
    expectTypeOf<"no-such-code">().not.toExtend<Code>();
    type Duplicate = ReportDetails<"duplicate-key">;
    expectTypeOf<[{ key: string }]>().toExtend<Duplicate>();
    expectTypeOf<[{ kee: string }]>().not.toExtend<Duplicate>();
    expectTypeOf<[]>().not.toExtend<Duplicate>();
    expectTypeOf<[]>().toExtend<ReportDetails<"circular-alias">>();
    expectTypeOf<[{ key: string }]>().not.toExtend<ReportDetails<"circular-alias">>();
  });

  test("fills in message, help and severity", () => {
    const reporter = new Reporter();
    reporter.report("duplicate-key", at, { key: "/pets" });
    expect(reporter.diagnostics).toEqual([
      {
        code: "duplicate-key",
        severity: "error",
        message: 'the key "/pets" stands twice in the same object',
        help: "merge the two, or remove one",
        at,
      },
    ]);
  });

  test("keeps the same code at the same place once", () => {
    const reporter = new Reporter();
    reporter.report("circular-alias", at);
    reporter.report("circular-alias", { ...at });
    reporter.report("circular-alias", { ...at, on: "key" });
    reporter.report("circular-alias", { ...at, offset: 7 });
    reporter.report("surviving-merge-key", at);
    const [alias, merge] = reporter.diagnostics;
    expect(reporter.diagnostics).toHaveLength(2);
    expect(alias?.others).toEqual([
      { ...at, on: "key" },
      { ...at, offset: 7 },
    ]);
    expect(merge?.others).toBeUndefined();
  });

  test("keeps problems without a place apart by what they say", () => {
    const reporter = new Reporter();
    reporter.report("file-not-found", undefined, { file: "a" });
    reporter.report("file-not-found", undefined, { file: "b" });
    reporter.report("file-not-found", undefined, { file: "a" });
    expect(reporter.diagnostics.map(({ message }) => message)).toEqual([
      'there is no file "a"',
      'there is no file "b"',
    ]);
  });

  test("warnings are not errors", () => {
    const reporter = new Reporter();
    reporter.report("unknown-tag", at, { tag: "!Foo" });
    expect(reporter.hasErrors).toBe(false);
    reporter.report("circular-alias", at);
    expect(reporter.hasErrors).toBe(true);
  });

  test("text from the document can't reach a terminal as anything but text", () => {
    const reporter = new Reporter();
    const key = "\u001b[2Ja\u202eb\u0007\u200b\ud800";
    reporter.report("duplicate-key", at, { key }, [{ at, message: "\u001b]0;title" }]);
    const [diagnostic] = reporter.diagnostics;
    expect(diagnostic?.message).toContain(String.raw`\u{1b}[2Ja\u{202e}b\u{7}\u{200b}\u{d800}`);
    expect(diagnostic?.related?.[0]?.message).toBe(String.raw`\u{1b}]0;title`);
  });

  test("long values are cut", () => {
    const reporter = new Reporter();
    reporter.report("duplicate-key", at, { key: "k".repeat(10_000) });
    expect(reporter.diagnostics[0]?.message.length).toBeLessThan(150);
  });

  describe("groups", () => {
    const place = (pointer: string) => ({ file: "api.yaml", pointer });

    test("equal sentences are one problem, others are not", () => {
      const reporter = new Reporter();
      reporter.report("duplicate-key", place("/a"), { key: "a" });
      reporter.report("duplicate-key", place("/b"), { key: "b" });
      reporter.report("duplicate-key", place("/c"), { key: "a" });
      expect(reporter.diagnostics.map((each) => [each.at, each.others])).toEqual([
        [place("/a"), [place("/c")]],
        [place("/b"), undefined],
      ]);
    });

    test("errors that point to different places besides their own stay apart", () => {
      const reporter = new Reporter();
      for (const pointer of ["/a", "/b"]) {
        const related = [{ at: place(`${pointer}/first`), message: "it stands here first" }];
        reporter.report("duplicate-key", place(pointer), { key: "k" }, related);
      }
      expect(reporter.diagnostics).toHaveLength(2);
    });

    test("warnings with one cause are one, whatever names they hold", () => {
      const reporter = new Reporter();
      reporter.report("undeclared-path-parameter", place("/a"), { names: ["a"] });
      reporter.report("undeclared-path-parameter", place("/b"), { names: ["b"] });
      expect(reporter.diagnostics).toMatchObject([
        { message: 'path parameter "a" is not declared', others: [place("/b")] },
      ]);
    });

    test("what another reporter grouped is grouped on", () => {
      const reporter = new Reporter();
      reporter.report("undeclared-path-parameter", place("/a"), { names: ["a"] });
      const other = new Reporter();
      other.report("undeclared-path-parameter", place("/b"), { names: ["b"] });
      other.report("undeclared-path-parameter", place("/c"), { names: ["c"] });
      for (const diagnostic of other.diagnostics) reporter.add(diagnostic);
      for (const diagnostic of other.diagnostics) reporter.add(diagnostic);
      expect(reporter.diagnostics).toMatchObject([{ others: [place("/b"), place("/c")] }]);
    });
  });

  describe("allowances", () => {
    test("an error becomes a warning that says what happens", () => {
      const reporter = new Reporter(["unsupported-keyword"]);
      reporter.report("unsupported-keyword", at, { keyword: "not" });
      expect(reporter.hasErrors).toBe(false);
      expect(reporter.diagnostics).toMatchObject([
        { severity: "warning", help: expect.stringMatching(/^allowed: /) },
      ]);
    });

    test("a warning goes", () => {
      const reporter = new Reporter(["unknown-tag"]);
      reporter.report("unknown-tag", at, { tag: "!Foo" });
      reporter.reportUnusedAllowances();
      expect(reporter.diagnostics).toEqual([]);
    });

    test("a reporter apart allows the same, and uses the allowance", () => {
      const reporter = new Reporter(["unknown-tag", "unsupported-keyword"]);
      const apart = reporter.apart();
      apart.report("unknown-tag", at, { tag: "!Foo" });
      apart.report("unsupported-keyword", at, { keyword: "not" });
      for (const diagnostic of apart.diagnostics) reporter.add(diagnostic);
      reporter.reportUnusedAllowances();
      expect(reporter.diagnostics).toMatchObject([{ severity: "warning" }]);
    });

    test("one that nothing needed is reported, unless errors may have hidden why", () => {
      const reporter = new Reporter(["unknown-tag"]);
      reporter.reportUnusedAllowances();
      expect(reporter.diagnostics).toMatchObject([
        { code: "unused-allowance", message: "--allow unknown-tag has nothing to allow" },
      ]);
      const failed = new Reporter(["unknown-tag"]);
      failed.report("circular-alias", at);
      failed.reportUnusedAllowances();
      expect(failed.diagnostics).toHaveLength(1);
    });

    test("an unknown code, and one that must stay an error, are refused", () => {
      expect(() => new Reporter(["unknown-tga"])).toThrow("did you mean unknown-tag?");
      expect(() => new Reporter(["duplicate-key"])).toThrow("duplicate-key cannot be allowed");
      expect(() => new Reporter(["toString"])).toThrow('there is no diagnostic "toString"');
    });
  });
});
