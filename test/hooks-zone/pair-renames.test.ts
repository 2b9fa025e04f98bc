import { expect, test } from "vitest";
import type { OperationHook } from "../../src/hooks-zone/pair-renames.js";
import { pairRenames } from "../../src/hooks-zone/pair-renames.js";

/** `getPet: GET /pets/{id} (findPet)`: a handler, its route, and its `operationId` if it has one. */
function hook(text: string): OperationHook {
  const [, member = "", method = "", path = "", operationId] =
    /^(\S+): (\S+) (\S+)(?: \((\S+)\))?$/.exec(text) ?? [];
  const module = `./handlers/${member}.js`;
  return { member, module, method, path, ...(operationId !== undefined && { operationId }) };
}

function renames(before: readonly string[], now: readonly string[]): readonly string[] {
  const pairs = pairRenames(before.map(hook), now.map(hook));
  return pairs.map(({ from, to }) => `${from.module} → ${to.module}`);
}

test("an operation that keeps its id keeps its file, wherever it goes", () => {
  expect(
    renames(["getPet: GET /pets/{id} (pet)"], ["findPet: POST /v2/animals/{id} (pet)"]),
  ).toEqual(["./handlers/getPet.js → ./handlers/findPet.js"]);
});

test("an operation that keeps its route keeps its file, whatever its id and its parameters", () => {
  expect(
    renames(
      ["getPet: GET /pets/{id} (getPet)", "getRest: get /files/{proxy+}", "addPet: POST /pets"],
      [
        "findPet: GET /pets/{petId} (findPet)",
        "readRest: GET /files/{rest+}",
        "addPet: POST /pets",
      ],
    ),
  ).toEqual([
    "./handlers/getPet.js → ./handlers/findPet.js",
    "./handlers/getRest.js → ./handlers/readRest.js",
  ]);
});

test("the id says more than the route", () => {
  expect(
    renames(
      ["one: GET /one (a)", "two: GET /two (b)"],
      ["first: GET /two (a)", "second: GET /one (b)"],
    ),
  ).toEqual([
    "./handlers/one.js → ./handlers/first.js",
    "./handlers/two.js → ./handlers/second.js",
  ]);
});

test("a file has one new name at most, and a new name one file", () => {
  expect(
    renames(
      ["one: GET /one (a)", "two: GET /two (b)"],
      ["first: GET /two (a)", "second: GET /three (c)"],
    ),
  ).toEqual(["./handlers/one.js → ./handlers/first.js"]);
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["nothing has gone", ["one: GET /one"], ["one: GET /one", "two: GET /two"]],
  ["nothing is new", ["one: GET /one", "two: GET /two"], ["one: GET /one"]],
  ["nothing they share", ["one: GET /one (a)"], ["two: PUT /one (b)"]],
  ["a greedy parameter and one that is not", ["one: GET /{a}"], ["two: GET /{a+}"]],
  ["two that are gone", ["one: GET /one (a)", "two: GET /two (a)"], ["first: GET /three (a)"]],
  ["two that are new", ["one: GET /one (a)"], ["first: GET /two (a)", "second: GET /three (a)"]],
  ["a file that another operation has now", ["one: GET /one (a)"], ["one: GET /two (a)"]],
  ["two routes that differ by names", ["one: GET /{a}", "two: GET /{b}"], ["three: GET /{c}"]],
])("no file is moved where there is %s", (_, before, now) => {
  expect(renames(before, now)).toEqual([]);
});
