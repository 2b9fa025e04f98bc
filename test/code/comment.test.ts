import { expect, test } from "vitest";
import { comment, commented, doc, indent, lines, lit, print, ts } from "../../src/code/code-kit.js";

test("a short text is one line", () => {
  expect(print(doc("GET /pets: list pets."))).toBe("/** GET /pets: list pets. */");
  expect(print(comment("Nothing to see."))).toBe("// Nothing to see.");
});

test("no text is no comment", () => {
  expect(doc(" \n\u200b").isEmpty).toBe(true);
  expect(comment("").isEmpty).toBe(true);
});

test("a long text is wrapped, at whatever depth it stands", () => {
  const text = "word ".repeat(40);
  const code = ts`
    {
      {
        ${lines([doc(text), ts`a();`])}
      }
    }
  `;
  const printed = print(code).split("\n");
  expect(printed.slice(2, 6)).toEqual([
    "    /**",
    `     * ${"word ".repeat(18).trim()}`,
    `     * ${"word ".repeat(18).trim()}`,
    `     * ${"word ".repeat(4).trim()}`,
  ]);
  expect(print(indent(comment(text)), { indent: 4, column: 4 }).split("\n")).toEqual([
    `// ${"word ".repeat(18).trim()}`,
    `      // ${"word ".repeat(18).trim()}`,
    `      // ${"word ".repeat(4).trim()}`,
  ]);
});

test("paragraphs stay paragraphs", () => {
  expect(print(doc("One.\r\n\r\nTwo.\n"))).toBe("/**\n * One.\n *\n * Two.\n */");
  expect(print(comment("One.\u2028Two."))).toBe("// One.\n// Two.");
});

test("deprecated is the one tag there is", () => {
  expect(print(doc("Old.", { deprecated: true }))).toBe("/**\n * Old.\n * @deprecated\n */");
  expect(print(doc("", { deprecated: true }))).toBe("/** @deprecated */");
});

test("what ends a comment, makes a tag or orders a tool about gets a backslash", () => {
  expect(print(doc("a */ b **/ c"))).toBe("/** a *\\/ b **\\/ c */");
  expect(print(doc("*\u200b/ x"))).toBe("/** * / x */");
  expect(print(doc("@deprecated {@link x} me@example.org"))).toBe(
    "/** \\@deprecated {\\@link x} me@example.org */",
  );
  expect(print(comment("eslint-disable-line"))).toBe("// eslint-\\disable-line");
});

test("the rest of a word that is cut begins no tag", () => {
  const printed = print(doc(`${"x".repeat(35)} ${"y".repeat(36)}@deprecated${"z".repeat(90)}`));
  expect(printed).not.toMatch(/^ \* @/m);
  expect(printed.split("\n").every((line) => line.length <= 100)).toBe(true);
});

test("a comment on a member stands behind it, or above where the line would be too long", () => {
  expect(print(commented(ts`pets,`, "GET /pets"))).toBe("pets, // GET /pets");
  const [member, path] = ["long".repeat(10), `GET /${"pets/".repeat(12)}`];
  expect(print(commented(ts`${lit(member)},`, path))).toBe(`// ${path}\n"${member}",`);
});
