import { expect, test } from "vitest";
import { runTemplate } from "../../src/run-template.js";
import { parseTemplate } from "../../src/template-language/parse-template.js";
import type { Value } from "../../templates/runtime/velocity/value.js";
import { interpret } from "./interpreter.js";

// The smallest templates that were compiled wrongly once.
type Case = readonly [
  template: string,
  output: string,
  variables?: Readonly<Record<string, Value>>,
];

const CASES: readonly Case[] = [
  ["#set($x = $x - 'a')$x", "b", { x: "b" }],
  ['#define($d)#end#foreach($x in ["#set($x = 1)"])$x#end$x', "1", { x: 0 }],
  ["#define($d)#set($x = $n)#set($n = 2)#if($x == 1)$d#end$x#end#set($n = 1)$d", "22"],
  ['#foreach($x in ["#foreach($i in [1])$x#end"])$x#end', "0", { x: 0 }],
  ["#set($x = true + {})$x", "b", { x: "b" }],
  ['#foreach($x in ["#set($x = 1)"])$x#end$x', "1", { x: 0 }],
  ["#set($x = [$x..2])$x", "b", { x: "b" }],
  ["#foreach($i in [3, 'a'])#set($x = $i - 1)$x#end", "22"],
  ["#set($x = 1 / 0)$x.empty", ""],
  ["#set($m = {'k': 1})#set($m.k = 1 / 0)$m", "{k=1}"],
  ["#set($m = {})#set($unread = [$m.put('k', 1)])$m", "{k=1}"],
  ["#set($m = {})#set($none.k = $m.put('k', 1))$m", "{k=1}"],
  ['#set($t = "#set($x = 1)")$x', "1"],
  ["#foreach($x in $x)$x#end", "12", { x: [1, 2] }],
  ["#foreach($i in [1])#foreach($j in [0..$foreach.index])$foreach.index#end#end", "0"],
  ["#foreach($x in [1, 2])#set($x = 3)#end$x", "0", { x: 0 }],
  ["#foreach($unread in [1])a#end#define($d)b#end$d", "ab"],
  ["#define($d)$x#end#foreach($x in [1])$d#end#foreach($x in [2])$d#end", "12"],
  ["#define($d)$y#end#foreach($x in [1])#foreach($y in [2])#break($foreach.parent)#end#end$d", ""],
  ["#foreach($i in [1, 2])#set($x = $i)#if($i == 1)#define($d)$x#end#end#end$d", "2"],
  ["#define($d)#foreach($i in [1])$foreach.parent.index#end#end#foreach($j in [1, 2])$d#end", "01"],
  ["#define($d)#foreach($i in [1])#if(true)#break($foreach)#end#end$i#end$d", ""],
  ["$variables$runtime$turns1$value", "1234", { variables: 1, runtime: 2, turns1: 3, value: 4 }],
  ["#set($x = 1e999)$x", "Infinity"],
  ["#foreach($x in [[5, 6]])$x[$foreach.index]#end", "5"],
  ["#foreach($x in [1])#foreach($y in [$foreach.index, 2])$y$foreach.index#end#end", "0021"],
  ['#set($x = "a")#if($x == "b" || "c" != "d" && true)$x#end', "a"],
  ["#if(!(!'text'))a#elseif(!(!true))b#end", "b"],
];

test.each(CASES.map(([template, output, variables = {}]) => ({ template, output, variables })))(
  "$template",
  ({ template, output, variables }) => {
    expect(runTemplate(template, { variables }).output).toBe(output);
    const values = new Map(Object.entries(variables));
    expect(interpret(parseTemplate(template), values)).toBe(output);
  },
);
