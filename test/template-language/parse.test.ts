import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/template-language/parse-template.js";
import { TemplateSyntaxError } from "../../src/template-language/template-syntax-error.js";
import { shown } from "./show-tree.js";

// What templates parse to: texts in quotes, what is printed in braces, directives in parentheses.
describe.each<readonly [why: string, rows: readonly (readonly [template: string, tree: string])[]]>(
  [
    [
      "references",
      [
        ["$a", "{a}"],
        ["$a.b.c", "{a.b.c}"],
        ["${a.b}c", '{a.b} "c"'],
        ["$!a", "{a}"],
        ["$!{a}", "{a}"],
        ["$a-b.c", "{a-b.c}"],
        ["$a - 1", '{a} " - 1"'],
        ["$a[0]['k'][$i]", '{a[0]["k"][i]}'],
        ["$a.b(1, 'x').c", '{a.b(1, "x").c}'],
        ["$a. b", '{a} ". b"'],
        ["$a.1", '{a} ".1"'],
        ["$$x", '"$" {x}'],
        ["$x{y}", '{x} "{"'],
        ["$1 $ $.", '"$1 $ $."'],
        ["$_a", "{_a}"],
        ["$a.f(word)", "{a.f(nothing)}"],
      ],
    ],
    [
      "backslashes",
      [
        ["\\$a", '"$a"'],
        ["\\\\$a", '"\\\\" {a}'],
        ["\\\\\\$a", '"\\\\$a"'],
        ["$\\!a", '"$!a"'],
        ["\\#if", '"#if"'],
        ["\\\\#stop", '"\\\\" (stop)'],
        ["\\#foo", '"\\\\#foo"'],
        ["\\x", '"\\\\x"'],
      ],
    ],
    [
      "directives and the space around them",
      [
        ["#if($a)\nb\n#end\nc", '(if a then ["b\\n"] else []) "c"'],
        ["#if($a) \t\r\nb#end", '(if a then ["b"] else [])'],
        ["#if($a)b#{else}c#{end}d", '(if a then ["b"] else ["c"]) "d"'],
        ["#if($a)1#elseif($b)2#else 3#end", '(if a then ["1"] else if b then ["2"] else [" 3"])'],
        ["  #set($a = 1)\nb", '(set a = 1) "b"'],
        ["x  #set($a = 1)\nb", '"x  " (set a = 1) "b"'],
        ["$x  #set($a = 1)  b", '{x} (set a = 1) "  b"'],
        ["#foreach($a in [1..3])b#break#end", '(foreach a in range(1, 3) do ["b" (break)])'],
        [
          "#foreach($a in $b)#break($foreach.parent)#end",
          "(foreach a in b do [(break foreach.parent)])",
        ],
        ["#define($a)b#end", '(define a as ["b"])'],
        ["#stop x", '(stop) " x"'],
        ["#stopped #ending", '"#stopped #ending"'],
        ["a ## b\nc", '"a c"'],
        ["a #* b\n *# c", '"a  c"'],
        ["#[[ $a #if ]]#", '" $a #if "'],
        ["#foo($a) #bar", '"#foo($a) #bar"'],
        ["#parse('x') #evaluate(\"$x\")", '"#parse(\'x\') #evaluate(\\"$x\\")"'],
        ["#macro(m $a)x#end#m(1)", '"#m(1)"'],
        ["# a #1", '"# a #1"'],
      ],
    ],
    [
      "values",
      [
        ["#set($a = -1)", "(set a = -1)"],
        ["#set($a = 1..3)", "11: `)` is missing after the value"],
        ["#set($a = [1..3])", "(set a = range(1, 3))"],
        ["#set($a = [1...3])", "14: a range goes from one integer or reference to another"],
        ["#set($a = 1.5e3)", "(set a = float 1500)"],
        ["#set($a = $b-1)", "(set a = b-1)"],
        [
          "#set($a = 2 -1)",
          "12: a `-` before a digit is its sign: put a space between them to subtract",
        ],
        ["#set($a = 2 - 1)", "(set a = (2 - 1))"],
        ["#set($a = 'it''s')", '(set a = "it\'s")'],
        ['#set($a = "say ""x""")', '(set a = "say \\"x\\"")'],
        ['#set($a = "\\u0061$b")', '(set a = <"a" {b}>)'],
        ["#set($a = '\\u0061$b')", '(set a = "\\\\u0061$b")'],
        ['#set($a = "$")', '(set a = "$")'],
        ['#set($a = "#if($b)1#{end}")', '(set a = <(if b then ["1"] else [])>)'],
        ['#set($a = "b ## c")', '(set a = "b ")'],
        ["#set($a = {'k': 1, \"l\": [2, true]})", '(set a = map("k": 1, "l": list(2, true)))'],
        ["#set($a = {})", "(set a = map())"],
        ["#if(!$a && $b or not $c)#end", "(if ((not(a) && b) || not(c)) then [] else [])"],
        ["#if($a == 1 || $b lt 2)#end", "(if ((a == 1) || (b < 2)) then [] else [])"],
        ["#set($a = 1 + 2 * 3 - 4)", "(set a = ((1 + (2 * 3)) - 4))"],
        ["#set($a = (1 + 2) * 3)", "(set a = ((1 + 2) * 3))"],
        ["#set($a = word)", "10: a value is missing before `w`"],
        ["#set($a.b['c'] = 1)", '(set a.b["c"] = 1)'],
      ],
    ],
    [
      "mistakes",
      [
        ["a $", "2: a `$` is the last character"],
        ["a #", "2: a `#` is the last character"],
        ["$!", "1: a `$` is the last character"],
        ["${a", "3: `}` is missing after ${a"],
        ["$x{y", "4: `}` is missing: a name in braces follows a reference"],
        ["$a.b(", "5: a value is missing before the template ends"],
        ["$a[0", "4: `]` is missing after an index"],
        ["$true", "5: `true` is not a name"],
        ["#if($a)", "0: an `#if` has no `#end`"],
        ["#if($a)#else", "0: an `#if` has no `#end`"],
        ["x#end", "1: `#end` has nothing that it belongs to"],
        ["x#else y", "1: `#else` has nothing that it belongs to"],
        ["#if", "3: `(` is missing after #if"],
        ["#if()#end", "4: a value is missing before `)`"],
        ["#set($a)", "7: `=` is missing after the reference"],
        ["#set($a == 1)", "8: `=` is missing after the reference"],
        ["#set(a = 1)", "5: `#set` sets a reference"],
        ["#set($a = 'x)", "10: a text that begins with ' has no end"],
        ["#foreach($a)#end", "0: `#foreach` is written `#foreach($item in $list)`"],
        ["#foreach($a in $b)", "0: `#foreach` has no `#end`"],
        ["#define(a)#end", "0: `#define` names a reference"],
        ["#* x", "0: it has no end"],
        ["#[[ x", "0: it has no end"],
        ['#set($a = "$b.c(")', "17: a value is missing before the template ends"],
      ],
    ],
  ],
)("%s", (_why, rows) => {
  test.each(rows)("%j", (template, tree) => {
    expect(parsed(template)).toBe(tree);
  });
});

function parsed(template: string): string {
  try {
    return shown(parseTemplate(template));
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    return `${error.offset}: ${error.message}`;
  }
}
