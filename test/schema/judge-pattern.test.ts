import { describe, expect, test } from "vitest";
import { judgePattern } from "../../src/schema/pattern/judge-pattern.js";
import { parsePattern } from "../../src/schema/pattern/parse-pattern.js";
import { attacksOn } from "./attacks.js";

/** With the flags that they take. */
const NATIVE: readonly (readonly [string, "" | "u"])[] = [
  ["^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", "u"],
  ["^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "u"],
  ["^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$", "u"],
  ["^[a-z0-9]+(-[a-z0-9]+)*$", "u"],
  ["^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$", "u"],
  ["^[\\w.+-]+@[a-z\\d-]+(\\.[a-z\\d-]+)+$", "u"],
  ["^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$", "u"],
  ["^\\+[1-9]\\d{1,14}$", "u"],
  ["^arn:aws[a-z-]*:iam::\\d{12}:role/.+$", "u"],
  ["^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", "u"],
  ["^#([0-9a-fA-F]{3}){1,2}$", "u"],
  ["^(\\d{1,3}\\.){3}\\d{1,3}$", "u"],
  ["^.{0,255}$", "u"],
  ["^.*$", "u"],
  [".*", "u"],
  ["[a-z]+", "u"],
  ["\\S", "u"],
  ["date|time", "u"],
  ["", "u"],
  ["^\\p{Lu}\\p{L}*$", "u"],
  ["^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d).{8,}$", "u"],
  ["^(?!.*\\.\\.)[a-z.]+$", "u"],
  ["; ([^;/]+) Build$", "u"],
  ["^([a-z])\\1*$", "u"],
  ["^(['\"]).*\\1$", "u"],
  ["^[a-z]+(?<!x)$", "u"],
  ["^https?://[^/]+/.*$", "u"],
  // Valid without `u` only.
  ["^[a-z]+\\-\\_$", ""],
  ["^[\\w-.]+$", ""],
  ["^{[0-9]+}$", ""],
];

describe("patterns that people write are native", () => {
  test.each(NATIVE)("%s", (pattern, flags) => {
    expect(judgePattern(pattern)).toEqual({ engine: "native", flags });
  });

  test.each(NATIVE)("%s takes no time for an attack", (pattern, flags) => {
    const compiled = new RegExp(pattern, flags);
    for (const attack of attacksOn(parsePattern(pattern), 50_000)) {
      const start = performance.now();
      compiled.test(attack);
      // A few milliseconds; if the time grew with the square, it were seconds.
      expect(performance.now() - start, attack.slice(0, 40)).toBeLessThan(500);
    }
  });
});

describe("patterns that can take for ever run on RE2", () => {
  test("which the attacks show", () => {
    const start = performance.now();
    for (const attack of attacksOn(parsePattern("[a-z]+$"), 20_000)) /[a-z]+$/u.test(attack);
    expect(performance.now() - start).toBeGreaterThan(100);
  });

  test.each([
    "(a+)+$",
    "^(a+)+$",
    "(a|a)*$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "(.*)*",
    "^(.*)*$",
    "^(\\d+)*$",
    "^(\\w+\\s?)*$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    "^\\s*|\\s*$",
    // Linear, since no way fails from some place on, which our proof does not see.
    "^[\\s\\S]*\\S[\\s\\S]*$",
    "^(?:a?){25}$",
    "^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?$",
    // Polynomial: on a text of 10 MB this is no better.
    "\\s+$",
    "[a-z]+$",
    "a*b",
    ".*foo",
    "^.*x.*y.*$",
    "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$".replace("?$", "+$"),
    // In packages: ansi-regex, marked, minimatch, color-string, semver, ua-parser-js.
    "[\\u001b\\u009b][[()#;?]*(?:[0-9]{1,4}(?:;[0-9]{0,4})*)?[0-9A-ORZcf-nqry=><]".replace(
      "(?:;[0-9]{0,4})*",
      "(?:(?:;[-a-zA-Z\\d/#&.:=?%@~_]*)*)*",
    ),
    "^( *)(?:- *){3,}\\n* *$".replace("{3,}", "+"),
    "\\{[^}]*,[^}]*\\}$",
    "^hwb\\(\\s*([+-]?\\d*[.]?\\d+(?:deg)?)\\s*,\\s*([+-]?[\\d.]+)%\\s*$",
    "(\\s*)((?:<|>)?=?)\\s*$",
  ])("%s", (pattern) => {
    expect(judgePattern(pattern).engine).toBe("re2");
  });
});

describe("what no engine takes is refused", () => {
  test.each([
    ["(", "Unterminated group"],
    ["a**", "Nothing to repeat"],
    ["[b-a]", "Range out of order in character class"],
    ["\\p{Foo}", "Invalid property name"],
    // These would be the letters themselves, without `u`.
    ["\\A[a-z]+\\Z", "Invalid escape"],
    ["\\p{L}\\-", "Invalid escape"],
    ["(?i)abc", "Invalid group"],
    ["(?P<year>\\d+)", "Invalid group"],
    ["(".repeat(600) + ")".repeat(600), "Too many groups"],
    ["a".repeat(10_001), "Too long"],
    ["^(?=(a+)+$)", "RE2 looks neither ahead nor behind"],
    ["^(?:(?!.*x).)*$", "RE2 looks neither ahead nor behind"],
    ["(?<=a+)b", "it is too large, or looks too far behind"],
    ["^(a+)+\\1$", "RE2 has no references to what was matched before"],
    ["[\\ud800-\\udbff]+$", "RE2 reads characters, not halves of them"],
    ["\\p{scx=Greek}+$", "RE2 has no \\p{scx=Greek}"],
    [
      "\\p{Letter}+$",
      "RE2 says: error parsing regexp: invalid character class range: `\\p{Letter}`",
    ],
    // RE2 takes these, at a microsecond or more for each character.
    ["[ab]*a[ab]{30}[cd]$", "RE2 has too many states to be fast"],
    ["^(a{1,100}){1,100}$", "it is too large, or looks too far behind"],
    ["(((a{1000}){1000}){1000})", "it is too large, or looks too far behind"],
    ["(?:(?:){1000000000})", "it is too large, or looks too far behind"],
    [`${"(?:|)".repeat(30)}$`, "it is too large, or looks too far behind"],
  ])("%s", (pattern, why) => {
    const judgement = judgePattern(pattern);
    expect(judgement.engine).toBe("refused");
    expect(judgement).toMatchObject({ why: expect.stringContaining(why) as string });
  });
});

describe("maxLength keeps the work small", () => {
  test.each([
    ["\\s+$", 255, "native"],
    ["\\s+$", 5000, "re2"],
    ["(a+)+$", 8, "native"],
    ["(a+)+$", 255, "re2"],
    ["^.*x.*y.*$", 100, "re2"],
    ["^.*x.*y.*$", 30, "native"],
    ["\\s+$", 0, "native"],
    ["^.{0,4096}$", 5000, "native"],
  ])("%s in %i characters", (pattern, maxLength, engine) => {
    expect(judgePattern(pattern, maxLength).engine).toBe(engine);
  });
});
