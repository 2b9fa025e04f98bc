import { describe, expect, test } from "vitest";
import { Input } from "../../../templates/runtime/velocity/input.js";
import { JsonPathError } from "../../../templates/runtime/velocity/json-path-error.js";
import { parseJsonPath } from "../../../templates/runtime/velocity/parse-json-path.js";
import { text } from "../../../templates/runtime/velocity/text.js";
import { UnparsableJson } from "../../../templates/runtime/velocity/unparsable-json.js";

function inputOf(body: string): Input {
  const params = {
    path: new Map([["id", "path"]]),
    querystring: new Map([
      ["id", "query"],
      ["q", "query"],
    ]),
    header: new Map([
      ["q", "header"],
      ["X-Name", "Name"],
      ["x-name", "name"],
    ]),
  };
  return new Input({ body, params });
}

const pet = '{"name": "Tölpel", "age": 1.0, "tags": ["a/b"], "owner": {"of": [1]}, "gone": null}';

describe("what is found in the body", () => {
  test.each([
    [
      pet,
      "$",
      '{"name":"Tölpel","age":1.0,"tags":["a/b"],"owner":{"of":[1]},"gone":null}',
      '{name=Tölpel, age=1.0, tags=["a/b"], owner={of=[1]}, gone=null}',
    ],
    [pet, "$.name", '"Tölpel"', "Tölpel"],
    [pet, "name", '"Tölpel"', "Tölpel"],
    [pet, "$.tags", '["a/b"]', '["a/b"]'],
    [pet, "$.owner", '{"of":[1]}', "{of=[1]}"],
    [pet, "$..of[0]", "[1]", "[1]"],
    [pet, "$.gone", "null", ""],
    [pet, "$.none", '""', ""],
    [pet, "$.none.none", '""', ""],
    ["", "$", "{}", "{}"],
    ["", "$.name", '""', ""],
    ["not json", "$.name", '""', ""],
    ["a=b", "$", '"a=b"', "a=b"],
    ['"a=b"', "$", '"a=b"', "a=b"],
    ["to{qoz", "$", '"to{qoz"', "to{qoz"],
    ["null", "$", "null", ""],
  ])("of %s, %s is %s, which prints %s", (body, path, json, printed) => {
    for (const each of [path, parseJsonPath(path)]) {
      const input = inputOf(body);
      expect(input.json(each)).toBe(json);
      expect(text(input.path(each))).toBe(printed);
    }
    expect(inputOf(body).call("json", [path])).toBe(json);
    expect(inputOf(body).call("path", [path])).toEqual(inputOf(body).path(path));
  });

  test.each(["{a", "[a", "{"])("%s is refused as soon as it is asked", (body) => {
    const input = inputOf(body);
    expect(input.body).toBe(body);
    expect(() => input.path("$")).toThrow(UnparsableJson);
    expect(() => input.json("$.a")).toThrow(UnparsableJson);
  });

  test("what is no path is refused", () => {
    expect(() => inputOf(pet).call("path", [""])).toThrow(JsonPathError);
    expect(() => inputOf(pet).json("$.a b")).toThrow(JsonPathError);
  });

  test("what a template changes is changed for all", () => {
    const input = inputOf('{"a": {}}');
    const a = input.path("$.a");
    if (a instanceof Map) a.set("b", [1]);
    expect(input.json("$")).toBe('{"a":{"b":[1]}}');
    expect(input.body).toBe('{"a": {}}');
  });
});

test.each([
  ["", "{}"],
  [pet, pet],
  [" raw ", " raw "],
])("the body of %j is %j", (body, raw) => {
  expect(inputOf(body).body).toBe(raw);
  expect(inputOf(body).property("body")).toBe(raw);
});

test.each([
  ["id", "path"],
  ["q", "query"],
  ["x-name", "name"],
  ["X-Name", "Name"],
  ["X-NAME", "Name"],
  ["ID", ""],
  ["none", ""],
  ["", ""],
  ["__proto__", ""],
])("the parameter %s is %j", (name, value) => {
  expect(inputOf("").params(name)).toBe(value);
  expect(inputOf("").call("params", [name])).toBe(value);
});

test("all parameters are maps of texts, which stay changed", () => {
  const input = inputOf("");
  expect(text(input.params())).toBe(
    "{path={id=path}, querystring={id=query, q=query}, header={q=header, X-Name=Name, x-name=name}}",
  );
  const query = input.params().get("querystring");
  if (query instanceof Map) query.set("more", "1");
  expect(text(query ?? null)).toBe("{id=query, q=query, more=1}");
  expect(input.call("params", [])).toBe(input.params());
});

test("there are no other members", () => {
  const input = inputOf(pet);
  expect(text(input)).toBe("");
  for (const name of ["params", "json", "path", "keySet", "constructor", "#root"]) {
    expect(input.property(name)).toBeUndefined();
  }
  expect(input.call("json", [])).toBeUndefined();
  expect(input.call("json", ["$", "$"])).toBeUndefined();
  expect(input.call("property", ["body"])).toBeUndefined();
});
