import { expect, test } from "vitest";
import { InternalError } from "../../src/code/code-kit.js";
import { assertEvaluatesNothing } from "../../src/render/evaluation-check.js";
import { assertParses, mayEvaluate } from "../../src/render/parse-check.js";

function check(path: string, text: string): void {
  assertParses(path, text);
  if (mayEvaluate(text)) assertEvaluatesNothing(path, text);
}

test.each([
  'import { a } from "./a.js";\nexport const b: string = a satisfies string;\n',
  'export const load = () => import("./pets.js");\n',
  'const text = "eval(\\u0031) new Function()";\n',
  "// eval(x)\nconst evaluate = 1;\ntype F = Function;\n",
  "class Function_ {}\nnew Function_();\n",
])("fine: %s", (text) => {
  expect(() => check("src/generated/x.ts", text)).not.toThrow();
});

test.each([
  ["const a = ;\n", "src/generated/x.ts:1:11: "],
  ["const a = 1;\n  const b = 'c\n", "src/generated/x.ts:2:13: "],
  ["}\n", "src/generated/x.ts:1:1: "],
])("does not parse: %s", (text, position) => {
  expect(() => check("src/generated/x.ts", text)).toThrow(InternalError);
  expect(() => check("src/generated/x.ts", text)).toThrow(position);
});

test.each([
  "const a = import(b);",
  'const a = import("a" + b);',
  "const a = import(`a${b}`);",
  "const a = import\n(b);",
  "const a = import /* b */ (c);",
  "const a = import // b\n(c);",
  "eval(a);",
  "(0, eval)(a);",
  "(eval)(a);",
  "\\u0065val(a);",
  "\\u{65}val(a);",
  "globalThis.eval(a);",
  "new Function(a);",
  "Function(a)();",
  "new globalThis.Function(a);",
])("evaluates or imports what it computes: %s", (text) => {
  expect(() => check("x.ts", `\nconst z = 1;\n${text}\n`)).toThrow(/^x\.ts:3:\d+: /);
});
