import { expect, test } from "vitest";
import {
  envComment,
  envValue,
  EnvValueError,
  markdown,
  markdownCode,
  print,
} from "../../src/code/code-kit.js";

test.each([
  ["Pet store", "Pet store"],
  ["a\n# b", "a \\# b"],
  ["<script>[x](y)![z](w)`c`*d*_e_", "\\<script\\>\\[x\\](y)\\!\\[z\\](w)\\`c\\`\\*d\\*\\_e\\_"],
  ["http://x www.y.z a@b.c", "http\\://x www\\.y.z a\\@b.c"],
  ["1. one", "1\\. one"],
  ["2) two", "2\\) two"],
  ["version 1.2 (beta)", "version 1.2 (beta)"],
  ["   indented \u202e", "indented"],
])("markdown(%o)", (text, expected) => {
  expect(print(markdown(text))).toBe(expected);
});

test.each([
  ["GET /pets", "`GET /pets`"],
  ["a`b", "``a`b``"],
  ["`a``", "``` `a`` ```"],
  [" a ", "`  a  `"],
  ["a\nb\u202e", "`a\\nb\\u202e`"],
  ["", ""],
  ["  ", ""],
])("markdownCode(%o)", (text, expected) => {
  expect(print(markdownCode(text))).toBe(expected);
});

test.each([
  ["", ""],
  ["https://a.example:8080/b", "https://a.example:8080/b"],
  ["a b", "'a b'"],
  ["a#b", "'a#b'"],
  ["it's", `"it's"`],
  [`it's "x"`, '`it\'s "x"`'],
  ["a\\nb", "'a\\nb'"],
  ["  a", "'  a'"],
  ["$HOME", "'$HOME'"],
  ["it's \\n", "`it's \\n`"],
])("envValue(%o)", (text, expected) => {
  expect(print(envValue(text))).toBe(expected);
});

test.each(["a\nb", "\r", "\0", "\u202e", "'\"`"])("envValue refuses %o", (text) => {
  expect(() => envValue(text)).toThrow(EnvValueError);
});

test("envComment comments every line", () => {
  expect(print(envComment("The key.\nX=1"))).toBe("# The key.\n# X=1");
  expect(envComment("").isEmpty).toBe(true);
});
