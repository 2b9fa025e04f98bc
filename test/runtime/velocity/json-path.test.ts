import { beforeEach, expect, test } from "vitest";
import { jsonPath } from "../../../templates/runtime/velocity/json-path.js";
import { jsonText } from "../../../templates/runtime/velocity/json-text.js";
import { parseJsonPath } from "../../../templates/runtime/velocity/parse-json-path.js";
import { parseJsonText } from "../../../templates/runtime/velocity/parse-json.js";
import { Re2PathPatterns } from "../../../templates/runtime/velocity/re2-path-patterns.js";
import { TemplateError } from "../../../templates/runtime/velocity/template-error.js";
import type { Value } from "../../../templates/runtime/velocity/value.js";
import { beginWork } from "../../../templates/runtime/velocity/work.js";

beforeEach(beginWork);

const document = `{
  "shop": "Pets & co",
  "open": null,
  "pets": [
    {"id": 1, "name": "Rex", "price": 10, "tags": ["big", "loud"], "owner": {"name": "Ann"}},
    {"id": 2, "name": "Tom", "price": 8.5, "tags": []},
    {"id": "3", "name": "tim", "sold": false, "price": 20.0}
  ],
  "favourite": "Tom",
  "wanted": [1, 3],
  "list": [0, 1, 2, 3, "four"],
  "odd keys": {"a.b": 1, "": 2, "__proto__": 3}
}`;
const root = parseJsonText(document);

function find(path: string, from: Value = root): string | undefined {
  const found = jsonPath(from, parseJsonPath(path), new Re2PathPatterns());
  return found === undefined ? undefined : jsonText(found);
}

test.each([
  ["$.shop", '"Pets & co"'],
  ["shop", '"Pets & co"'],
  ["$.open", "null"],
  ["$['odd keys']['a.b']", "1"],
  ["$['odd keys']['']", "2"],
  ["$['odd keys'].__proto__", "3"],
  ["$.pets[0].owner.name", '"Ann"'],
  ["$.pets[-1].name", '"tim"'],
  ["$['shop','none','open']", '{"shop":"Pets & co","open":null}'],
  ["$.pets[0]['owner','id']", '{"owner":{"name":"Ann"},"id":1}'],
])("%s names one value: %s", (path, value) => {
  expect(find(path)).toBe(value);
});

test.each([
  "$.none",
  "$.none.none",
  "$.open.none",
  "$.shop.none",
  "$.shop.length",
  "$.pets.name",
  "$.pets[3]",
  "$.pets[-4]",
  "$.shop[0]",
  "$.constructor",
  "$.shop['a','b']",
  "$.none[*]",
  "$.none..name",
  "$.none[?(@.id)]",
  "$.shop[0,1]",
  "$.shop[:2]",
  "$.shop.sum()",
  "$.pets[1].tags.max()",
])("%s names nothing", (path) => {
  expect(find(path)).toBeUndefined();
});

test.each([
  ["$.list[0,-1]", '[0,"four"]'],
  ["$.list[0,9]", "[0]"],
  ["$.list[1:3]", "[1,2]"],
  ["$.list[-1:]", '["four"]'],
  ["$.list[-9:]", '[0,1,2,3,"four"]'],
  ["$.list[:2]", "[0,1]"],
  ["$.list[:-3]", "[0,1]"],
  ["$.list[-3:-1]", "[2,3]"],
  ["$.list[-9:2]", '[0,1,2,3,"four",0,1]'],
  ["$.list[1:-1]", "[]"],
  ["$.list[3:9]", '[3,"four"]'],
  ["$.list[*]", '[0,1,2,3,"four"]'],
  ["$.list.*", '[0,1,2,3,"four"]'],
  ["$.pets[*].name", '["Rex","Tom","tim"]'],
  ["$.pets[*].owner.name", '["Ann"]'],
  ["$.pets[*].none", "[]"],
  ["$.pets[*]['id','none']", '[{"id":1},{"id":2},{"id":"3"}]'],
  ["$.pets[*].tags[*]", '["big","loud"]'],
  ["$.pets[*].tags[0]", '["big"]'],
  ["$.pets[*].tags.length()", "[2,0]"],
  ["$.shop[*]", "[]"],
  ["$['pets','odd keys'].*.id", '[1,2,"3"]'],
  ["$['odd keys'].*", "[1,2,3]"],
  ["$..name", '["Rex","Ann","Tom","tim"]'],
  ["$..owner.name", '["Ann"]'],
  ["$..tags[0]", '["big"]'],
  ["$..[1]", '[{"id":2,"name":"Tom","price":8.5,"tags":[]},"loud",3,1]'],
  ["$.wanted..*", "[1,3]"],
  ["$.pets[1]..*", '[2,"Tom",8.5,[]]'],
  ["$..none", "[]"],
  ["$..['id','name']", '[{"id":1,"name":"Rex"},{"id":2,"name":"Tom"},{"id":"3","name":"tim"}]'],
  ["$..owner..name", '["Ann"]'],
  ["$..[?(@.owner)].id", "[1]"],
])("%s names several values: %s", (path, values) => {
  expect(find(path)).toBe(values);
});

test.each([
  ["$.list.length()", "5"],
  ["$.list.size()", "5"],
  ["$.list.sum()", "6.0"],
  ["$.list.avg()", "1.5"],
  ["$.list.min()", "0.0"],
  ["$.list.max()", "3.0"],
  ["$.wanted.stddev()", "1.0"],
  ["$.list.first()", "0"],
  ["$.list.last()", '"four"'],
  ["$.pets[0].owner.length()", "1"],
  ["$.pets[1].keys()", '["id","name","price","tags"]'],
  ["$..price.sum()", "38.5"],
  ["$..name.length()", "0"],
  ["$..tags.length()", "2"],
  ["$.shop.length()", "null"],
  ["$.list.keys()", "null"],
])("%s is %s", (path, value) => {
  expect(find(path)).toBe(value);
});

test.each([
  ["@.owner", "Rex"],
  ["!@.owner", "Tom tim"],
  ["@.sold", "tim"],
  ["@.sold == false", "tim"],
  ["@.name == 'Tom'", "Tom"],
  ["@.name == $.favourite", "Tom"],
  ["@.name != 'Tom'", "Rex tim"],
  ["@.owner.name != 'Ann'", "Tom tim"],
  ["@.none == null", ""],
  ["$.open == null && @.id == 1", "Rex"],
  ["@.id == 3", "tim"],
  ["@.id == '1'", "Rex"],
  ["@.price == 20", "tim"],
  ["@.price < 10", "Tom"],
  ["@.price <= 10", "Rex Tom"],
  ["@.price > 8.5 && @.price < 15 || @.id == 2", "Rex Tom"],
  ["@.price >= '20'", ""],
  ["@.name > 'Tom'", "tim"],
  ["@.name > null", ""],
  ["@.name < @.none", ""],
  ["@.name in ['Rex', 'tim']", "Rex tim"],
  ["@.name nin ['Rex', 'tim']", "Tom"],
  ["@.none in [1]", ""],
  ["@.id in $.wanted", "Rex tim"],
  ["'big' in @.tags", "Rex"],
  ["@.tags size 2", "Rex"],
  ["@.name size 3", "Rex Tom tim"],
  ["@.tags empty true", "Tom"],
  ["@.tags empty false", "Rex"],
  ["@.tags contains 'loud'", "Rex"],
  ["@.name contains 'om'", "Tom"],
  ["@.tags anyof ['big', 'x']", "Rex"],
  ["@.tags noneof ['big']", "Tom"],
  ["@.tags subsetof ['big']", "Tom"],
  ["@.tags == []", "Tom"],
  ["@.tags == ['big', 'loud']", "Rex"],
  ["@.tags == ['loud', 'big']", ""],
  ["@.owner == $.pets[0].owner", "Rex"],
  ["@.owner != $['odd keys']", "Rex Tom tim"],
  ["@.sold == null", ""],
  ["@.tags.length() == 2", "Rex"],
  ["@.tags[?(@ == 'big')] empty false", "Rex"],
  ["@.name =~ /T.m/", "Tom"],
  ["@.name =~ /t.m/i", "Tom tim"],
  ["@.name =~ /t/i", ""],
  ["@.name =~ /Tom|Rex/", "Rex Tom"],
  ["@.tags =~ /l.*/", "Rex"],
  ["@.id =~ /\\d/", "Rex Tom tim"],
  ["@.owner =~ /.+/", ""],
])("the filter %s lets through: %s", (filter, names) => {
  expect(find(`$.pets[?(${filter})].name`)).toBe(jsonText(names === "" ? [] : names.split(" ")));
});

test("a filter asks a map about itself, and a list about its items", () => {
  expect(find("$.pets[0].owner[?(@.name)]")).toBe('[{"name":"Ann"}]');
  expect(find("$.list[?(@ > 1)]")).toBe("[2,3]");
  expect(find("$.shop[?(@)]")).toBe("[]");
});

test("a pattern that does not end or does not read is no harm", () => {
  const evil = parseJsonText(`["${"a".repeat(50_000)}!"]`);
  expect(find("$[?(@ =~ /(a+)+/)]", evil)).toBe("[]");
  expect(() => find("$.list[?(@ =~ /(/)]")).toThrow(TemplateError);
  expect(() => find("$.list[?(@ =~ /(?=a)/)]")).toThrow(TemplateError);
  expect(() => jsonPath(root, parseJsonPath("$.list[?(@ =~ /a/)]"))).toThrow("no engine");
});

test("a large document is looked through once, and not for every level", () => {
  const wide = parseJsonText(`[${'{"a":{"b":1}},'.repeat(100_000)}]`);
  expect(jsonPath(wide, parseJsonPath("$..a.length()"))).toBe(100_000);
  const deep = parseJsonText(
    `${'{"a":[1,'.repeat(199)}[${"1,".repeat(100_000)}]`.concat("]}".repeat(199)),
  );
  const start = performance.now();
  expect(() => find("$..*..*..*", deep)).toThrow("too much");
  expect(() => find("$..*..none", deep)).toThrow("too much");
  expect(performance.now() - start).toBeLessThan(4000);
});

test.each([
  ["names", `$.*[${"'b',".repeat(2000)}'b']`],
  ["names at each level", `$..[${"'a',".repeat(2000)}'b']`],
  ["indexes", `$.*[${"9,".repeat(2000)}9]`],
])("looking for many %s in many values comes to an end", (_what, path) => {
  const wide = parseJsonText(`[${'{"a":[]},'.repeat(2000)}]`);
  expect(() => find(path, wide)).toThrow("too much");
});

test.each([
  ["lists", "$.list == $.same"],
  ["lists that are looked through", "-1 in $.list"],
  ["texts", "$.text == $.text"],
  ["texts that are looked through", "$.text contains 'b'"],
  ["patterns", "$.text =~ /(a|b|ab)+c/"],
  ["filters", "$.list[?(@ == -1)]"],
])("comparing long %s for each item comes to an end", (_name, filter) => {
  const list = Array.from({ length: 5000 }, (_, index) => index);
  const evil = parseJsonText(JSON.stringify({ list, same: list, text: "a".repeat(500_000) }));
  const start = performance.now();
  expect(() => find(`$.list[?(${filter})]`, evil)).toThrow("too much");
  expect(performance.now() - start).toBeLessThan(4000);
});

test("a value within itself is refused", () => {
  const endless: Value[] = [];
  endless.push(endless);
  expect(() => jsonPath(endless, parseJsonPath("$..a"))).toThrow(TemplateError);
});
