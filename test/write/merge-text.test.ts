import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeText } from "../../src/write/merge-text.js";
import { findConflicts } from "../../src/write/open-conflicts.js";

const text = fc
  .array(fc.constantFrom("a", "b", "c", "d", "", "<<<<<<< x"), { maxLength: 8 })
  .map((lines) => lines.join("\n"));

describe("merging", () => {
  test("takes what only one side changed", () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeText(changed, base, base)).toEqual({ text: changed, conflicts: [] });
        expect(mergeText(base, base, changed)).toEqual({ text: changed, conflicts: [] });
        expect(mergeText(changed, base, changed)).toEqual({ text: changed, conflicts: [] });
      }),
    );
  });

  test("loses no line that either side wrote", () => {
    fc.assert(
      fc.property(text, text, text, (yours, base, generated) => {
        const merged = mergeText(yours, base, generated);
        const lines = new Set(merged.text.split("\n"));
        const known = new Set(base.split("\n"));
        for (const line of [...yours.split("\n"), ...generated.split("\n")]) {
          if (!known.has(line)) expect(lines).toContain(line);
        }
        for (const { offset } of merged.conflicts) {
          expect(merged.text.slice(offset)).toMatch(/^<<<<<<< yours\n/);
        }
        expect(findConflicts(merged.text)).toEqual(merged.conflicts.map(({ offset }) => offset));
      }),
    );
  });

  test("puts both sides between markers where they meet", () => {
    const { text: merged, conflicts } = mergeText(
      "one\nmine\nlast\n",
      "one\ntwo\nlast\n",
      "one\n2\nlast\n",
    );
    expect(merged).toBe("one\n<<<<<<< yours\nmine\n=======\n2\n>>>>>>> generated\nlast\n");
    expect(conflicts).toEqual([{ offset: 4 }]);
  });
});
