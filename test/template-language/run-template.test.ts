import { describe, expect, test } from "vitest";
import { TemplateError } from "../../templates/runtime/velocity/template-error.js";
import { runTemplate } from "../../src/run-template.js";

const body = JSON.stringify({ a: 1, list: [1, 2] });

test.each<[string, string, string]>([
  [
    "a loop over what its variable was before",
    "#set($x = [1, 2])#foreach($x in $x)$x,#end$x",
    "1,2,[1, 2]",
  ],
  [
    "such a loop that sets it",
    "#set($x = [1, 2])#foreach($x in $x)#set($x = $x + 1)$x,#end",
    "2,3,",
  ],
  [
    "a loop over counters of the loop around it",
    "#foreach($a in [3, 4])#foreach($b in [$foreach.index, $foreach.count])$b$foreach.index #end#end",
    "00 11 10 21 ",
  ],
  [
    "a variable where arithmetic yields nothing",
    '#set($x = 5)#set($x = $x - "a")$x#set($x = $x / 0)$x',
    "55",
  ],
  ["numbers beyond all Doubles", "#set($x = 1e999)$x,#set($y = -1e999)$y", "Infinity,-Infinity"],
  ["lists of several kinds", '#set($x = [1, "a", {"b": $nope}, []])$x', "[1, a, {b=}, []]"],
  [
    "texts that are known to differ",
    '#set($x = "a")#if($x == "b" || "c" == "d" || "$nope" == "e")no#{else}yes#end',
    "yes",
  ],
  [
    "loops beside each other and a block",
    "#define($b)<$i>#end#foreach($i in [1])$b#end#foreach($i in [2])$b#foreach($j in [3])$b#end#end$b",
    "<1><2><2><>",
  ],
  [
    "#break in a text within a loop",
    '#foreach($i in [1, 2])#set($x = "$i#break b")$x,#end',
    "1,2,",
  ],
  ["$input that is set to what it holds", "#set($input = $input.path('$.list'))$input.size()", "2"],
  [
    "$input and $util by other names",
    "#set($in = $input)$in.path('$.a'),#set($tool = $util)$tool.urlEncode('a b')",
    "1,a+b",
  ],
  ["$input by itself", "<$input$util>", "<>"],
  ["a loop whose list sets its variable", '#foreach($a in "#set($a = 1)$b")$a#end$a', "1"],
  [
    "a variable of a loop where arithmetic yields nothing",
    '#foreach($i in [5, "a"])#set($x = $i - 1)$x,#end',
    "4,4,",
  ],
  [
    "a loop that another is left through",
    "#define($d)[$j]#end#foreach($i in [1, 2])#foreach($j in [1, 2])$d#break($foreach.parent)#end#end$d",
    "[1][]",
  ],
  [
    "a variable outside of a loop that sets its own",
    "#set($i = 0)#foreach($i in [1])#set($i = 5)#end$i",
    "0",
  ],
])("%s", (_what, template, expected) => {
  expect(runTemplate(template, { body }).output).toBe(expected);
});

describe("what would keep others waiting ends in an error", () => {
  const list = Array.from({ length: 300 }, (_, index) => index);
  test.each([
    ["loops in loops", "#foreach($a in $l)#foreach($b in $l)#foreach($c in $l)x#end#end#end"],
    ["paths in loops", "#foreach($a in [1..1000])#set($x = $input.path('$..*'))#end"],
    [
      "blocks that print each other",
      "#define($a)$b$b#end#define($b)$c$c$c#end#define($c)$a$a$a#end$a",
    ],
    ["texts that are doubled", '#set($x = "abc")#foreach($i in [1..100])#set($x = "$x$x")#end$x'],
  ])("%s", (_, template) => {
    const event = { body: JSON.stringify(list.concat(list, list, list, list, list, list, list)) };
    expect(() => runTemplate(template, { ...event, variables: { l: list } })).toThrow(
      TemplateError,
    );
  });

  test("one message's work is not the next one's", () => {
    const template = "#foreach($a in $l)#foreach($b in $l)#end#end.";
    for (let i = 0; i < 40; i += 1) {
      expect(runTemplate(template, { variables: { l: list } }).output).toBe(".");
    }
  });
});
