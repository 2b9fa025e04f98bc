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
    expect(reporter.diagnostics).toHaveLength(4);
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
});
