import { transformSync } from "oxc-transform";
import { describe, expect, test } from "vitest";
import { identifier, member, print, ts } from "../../src/code/code-kit.js";
import { compileTemplate } from "../../src/template-language/compile-template.js";
import { parseTemplate } from "../../src/template-language/parse-template.js";
import { TemplateSyntaxError } from "../../src/template-language/template-syntax-error.js";
import { type Draw, drawCases } from "../schema/differential/draw.js";
import { drawTemplate, textOf } from "./draw-template.js";

// Whatever the text, it is a template or not, and a template compiles. TEMPLATE_RUNS says how many
// texts, TEMPLATE_SEED which.

const RUNS = Number(process.env["TEMPLATE_RUNS"] ?? 1000);
const SEED = Number(process.env["TEMPLATE_SEED"] ?? 1);
const TIMEOUT = 20_000 + 20 * RUNS;
const LARGEST = 300 * 1024;

const TOKENS = [
  ..."$ $! ${ $a $a-b } { ( ) [ ] . .. , : \" ' \\ # ## #* *# #[[ ]]# ]]".split(" "),
  ..."#if( #elseif( #else #end #{end} #set( #foreach( #define( #macro( #break #stop #@m(".split(
    " ",
  ),
  ..."== = ! && || + - * / % < 1 -1 1.5 1e9 true in word $a.b( $input.path( $util.x( \\u0061".split(
    " ",
  ),
  " ",
  "\n",
  "\r\n",
  "\t",
  "#end\n",
  "#if($a)",
  "#set($a = 1)",
  "é",
  "\0",
  "\ud800",
  "*/",
  "`",
];

describe("random texts", () => {
  test(
    "of tokens",
    () => {
      const texts = drawCases(RUNS, SEED, (draw) =>
        draw.times(1 + draw.below(12), () => draw.pick(TOKENS)).join(""),
      );
      const templates = texts.filter(isTemplate);
      expect(templates.length / RUNS).toBeGreaterThan(0.05);
    },
    TIMEOUT,
  );

  test(
    "of templates that lack something or have it twice",
    () => {
      const texts = drawCases(RUNS, SEED, (draw) =>
        mutated(draw, textOf(drawTemplate(draw).pieces)),
      );
      const templates = texts.filter(isTemplate);
      expect(templates.length / RUNS).toBeGreaterThan(0.2);
      expect(templates.length / RUNS).toBeLessThan(0.9);
    },
    TIMEOUT,
  );
});

// As long as templates may be: what takes time in proportion to the square of that does not end.
test.each([
  "$",
  "\\",
  '"',
  "'",
  "#",
  "#[[",
  "]]#",
  "#*",
  "##",
  " #set",
  "[[[[",
  " ",
  "\n",
  "{",
  "}",
  "-",
  "((((",
  '"\\"',
  "$a.b(",
  "$a[",
  "$a",
  "${a}",
  "$!",
  "\\$a",
  "\\#if",
  "#if(",
  "#if($a)",
  "#a(",
  "#set($a=",
  '#set($a="',
  "#set($a=[",
  "#set($a={1:",
  "#set($a=!",
  "#set($a=1)",
  "$a{b",
  "1",
  "#foreach($a in ",
  "#define($a)",
  "#macro(m)",
  "#end",
  "#@a()",
  "\\\\#",
  "\\\\\\#a",
  "$$",
  "#{",
])("%j over and over", (piece) => {
  for (const opening of ["", "#set($a = ", '#set($a = "', "#if(", "$a.b(", "#foreach("]) {
    const most = LARGEST - opening.length;
    isTemplate(opening + piece.repeat(Math.floor(most / piece.length)));
  }
});

test.each([
  ["operators", "#set($a = 1", " + 1", ")"],
  ["calls", "$a", ".b()", ""],
  ["indexes", "$a", "[0]", ""],
  ["items", "#set($a = [1", ", 1", "])"],
  ["digits", "#set($a = 1", "1", ")"],
  ["branches", "#if($a)", "#elseif($a)", "#end"],
  ["conditions", "#if($a", " && $a", ")#end"],
  ["references in a text", '#set($a = "', "$a ", '")'],
])("many %s", (_what, opening, piece, close) => {
  const count = Math.floor((LARGEST - opening.length - close.length) / piece.length);
  isTemplate(opening + piece.repeat(Math.min(count, 2000)) + close);
  parses(opening + piece.repeat(count) + close);
});

test("texts in texts that nest deeply", () => {
  let text = "x";
  for (let level = 0; level < 10; level += 1) {
    text = `#if(${"(".repeat(150)}"${text.replaceAll('"', '""')}"${")".repeat(150)})#end`;
  }
  isTemplate(text);
});

test("operators in parentheses at the beginning of others", () => {
  let text = "1";
  for (let level = 0; level < 150; level += 1) text = `(${text}${" + 1".repeat(150)})`;
  isTemplate(`#set($a = ${text})$a`);
});

test("a text that is too long is refused", () => {
  expect(parses("a".repeat(LARGEST + 1))).toBe(undefined);
});

/** Also holds that it fails as it should, and compiles if it does not. */
function isTemplate(text: string): boolean {
  const template = parses(text);
  if (template === undefined) return false;
  const { declaration, findings } = compileTemplate(text, template, {
    functionName: identifier("template"),
    runtime: (exported) => ts`$runtime${member(exported)}`,
    runtimeType: () => ts`never`,
  });
  const { errors } = transformSync("template.ts", `${print(declaration)}\n`, {
    lang: "ts",
    sourceType: "module",
  });
  expect(errors.map(({ message }) => message)).toEqual([]);
  for (const { start, end } of findings) {
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  return true;
}

function parses(text: string) {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(text.length);
    return undefined;
  }
}

function mutated(draw: Draw, template: string): string {
  let text = template;
  for (let count = 1 + draw.below(2); count > 0; count -= 1) {
    const start = draw.below(text.length + 1);
    const end = start + draw.below(10);
    const between = draw.pick(["", text.slice(start, end).repeat(2), draw.pick(TOKENS)]);
    text = text.slice(0, start) + between + text.slice(draw.pick([start, end]));
  }
  return text;
}
