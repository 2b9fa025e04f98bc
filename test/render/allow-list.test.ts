import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemsOfTemplate } from "./allow-list.js";

const folder = new URL("../../templates/", import.meta.url);
const templates = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".hbs"),
);

test("there are templates to look at", () => {
  expect(templates.length).toBeGreaterThan(0);
});

test.each(templates)("templates/%s holds nothing but what is allowed", (path) => {
  expect(problemsOfTemplate(readFileSync(new URL(path, folder), "utf8"))).toEqual([]);
});

test.each([
  "text",
  "{{x}} {{x.y}} {{this}} {{this.x}} {{../x}}",
  "{{#if x}}a{{else}}b{{/if}}",
  "{{#if x}}a{{else if y}}b{{/if}}",
  "{{#unless @last}},{{/unless}}",
  "{{#each xs}}{{this}}{{#if @first}}a{{/if}}{{#if @index}}b{{/if}}{{else}}c{{/each}}",
  "{{! a comment }}{{!-- another {{{x}}} --}}",
  "{{> header}}",
  "{{~x~}}",
])("allowed: %s", (text) => {
  expect(problemsOfTemplate(text)).toEqual([]);
});

test.each([
  ["{{{x}}}", "without escaping"],
  ["{{&x}}", "without escaping"],
  ["{{x y}}", "more than a path"],
  ["{{x y=1}}", "more than a path"],
  ["{{lookup x y}}", "more than a path"],
  ['{{"text"}}', "more than a path"],
  ["{{1}}", "more than a path"],
  ["{{true}}", "more than a path"],
  ["{{@index}}", "more than a path"],
  ["{{@root}}", "more than a path"],
  ["{{@hold}}", "more than a path"],
  ["{{#with x}}{{y}}{{/with}}", "the block with"],
  ["{{#x}}{{y}}{{/x}}", "the block x"],
  ["{{^x}}y{{/x}}", "the block x"],
  ["{{#if (eq a b)}}c{{/if}}", "the block if"],
  ["{{#if a b}}c{{/if}}", "the block if"],
  ["{{#if a includeZero=true}}c{{/if}}", "the block if"],
  ["{{#if @root}}c{{/if}}", "the block if"],
  ["{{#each @root.x}}c{{/each}}", "the block each"],
  ["{{#each xs as |x|}}{{x}}{{/each}}", "block parameters"],
  ["{{#if a}}{{else}}{{#with x}}{{/with}}{{/if}}", "the block with"],
  ["{{#> layout}}x{{/layout}}", "PartialBlockStatement"],
  ['{{#*inline "x"}}y{{/inline}}', "DecoratorBlock"],
  ["{{* decorator}}", "Decorator"],
  ["{{> (lookup . 'x')}}", "a partial with arguments"],
  ["{{> header x}}", "a partial with arguments"],
  ["{{> header x=1}}", "a partial with arguments"],
  ["{{{{raw}}}}x{{{{/raw}}}}", "the block raw"],
  ["\ue0000\ue001", "a placeholder"],
])("refused: %s", (text, problem) => {
  const found = problemsOfTemplate(`\n${text}`);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^line [12]: /);
  expect(found[0]).toContain(problem);
});
