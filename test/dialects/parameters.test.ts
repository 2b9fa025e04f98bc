import { expect, test } from "vitest";
import { readValue } from "./read-value.js";

/** What a request to `GET /pets/{id}` with other parameters is checked for, and what was said. */
async function read(...others: readonly object[]) {
  const id = { in: "path", name: "id", required: true, schema: { type: "string" } };
  const { model, diagnostics } = await readValue({
    openapi: "3.0.3",
    info: { title: "Parameters", version: "1" },
    servers: [{ url: "https://pets.example.com" }],
    paths: { "/pets/{id}": { get: { parameters: [id, ...others] } } },
  });
  const check = model?.operations[0]?.validation.parameters;
  const parameters = check?.kind === "declared" ? check.parameters : [];
  return {
    names: parameters.slice(1).map(({ name, required }) => (required ? name : `${name}?`)),
    last: parameters.at(-1),
    codes: diagnostics.map(({ code }) => code),
  };
}

const object = {
  type: "object",
  required: ["from"],
  properties: { from: { type: "integer" }, to: { type: "integer" } },
};

test("an exploded object in a query is its properties", async () => {
  const deep = { in: "query", name: "range", required: true, style: "deepObject", schema: object };
  expect(await read(deep)).toMatchObject({ names: ["range"], codes: [] });
  const exploded = { in: "query", name: "range", required: true, schema: object };
  expect(await read(exploded)).toMatchObject({ names: ["from", "to?"], codes: [] });
  const flat = { ...exploded, explode: false };
  expect(await read(flat)).toMatchObject({ names: ["range"], codes: [] });
});

test("an exploded object has no property that is called like another parameter", async () => {
  const schema = { type: "object", properties: { limit: { type: "string" } } };
  const limits = ["a", "b"].map((name) => ({ in: "query", name, schema }));
  expect(await read(...limits)).toMatchObject({
    names: ["limit?"],
    codes: ["unsupported-parameter"],
  });
});

test("an object that may be left out, but not in part, is not checked yet", async () => {
  const optional = { in: "query", name: "range", schema: object };
  expect(await read(optional)).toMatchObject({ names: [], codes: ["unsupported-parameter"] });
});

test("a path parameter that the path does not have is not asked of requests", async () => {
  const stray = { in: "path", name: "ID", required: true, schema: { type: "string" } };
  expect(await read(stray)).toMatchObject({ names: [], codes: ["stray-path-parameter"] });
});

test("an enum is of the type next to it", async () => {
  const enumOf = async (schema: object) => {
    const { last, codes } = await read({ in: "query", name: "sort", schema });
    return [last?.schema.kind === "plain" && last.schema.item.enum, codes];
  };
  expect(await enumOf({ type: "string", enum: [1, "two"] })).toEqual([
    ["1", "two"],
    ["mistyped-enum"],
  ]);
  expect(await enumOf({ type: "integer", enum: ["1"] })).toEqual([[1], ["mistyped-enum"]]);
  expect(await enumOf({ enum: [1, true] })).toEqual([["1", "true"], []]);
  expect((await enumOf({ type: "integer", enum: ["1.5"] }))[1]).toEqual(["unsendable-enum"]);
  expect((await enumOf({ type: "integer", enum: ["one"] }))[1]).toEqual(["unsendable-enum"]);
});

test("an enum beside the items of a list is one of lists", async () => {
  const schema = { type: "array", items: { type: "string" }, enum: [["a"], "a"] };
  const { last, codes } = await read({ in: "query", name: "sort", schema });
  expect(last?.schema.kind).toBe("value");
  expect(codes).toEqual(["unsendable-enum"]);
});

test("deepObject is a style of queries", async () => {
  const deep = { in: "cookie", name: "range", required: true, style: "deepObject", schema: object };
  expect((await read(deep)).codes).toEqual(["unsupported-parameter"]);
  const list = { in: "query", name: "ids", style: "deepObject", schema: { type: "array" } };
  expect(await read(list)).toMatchObject({
    names: ["ids?"],
    last: { schema: { written: "members" } },
    codes: [],
  });
});

test("allowEmptyValue is of queries", async () => {
  const parameter = { name: "debug", allowEmptyValue: true, schema: { type: "boolean" } };
  expect((await read({ ...parameter, in: "query" })).last).toMatchObject({ mayBeEmpty: true });
  expect((await read({ ...parameter, in: "header" })).last).toMatchObject({ mayBeEmpty: false });
});
