import { expect, test } from "vitest";
import {
  identifier,
  type Identifier,
  InternalError,
  name,
  print,
  stableHash,
  toConstantName,
  toIdentifier,
  toTypeName,
  withHash,
} from "../../src/code/code-kit.js";

test.each([
  ["listPets", "listPets", "ListPets", "LIST_PETS"],
  ["GET /pets/{petId}", "getPetsPetId", "GETPetsPetId", "GET_PETS_PET_ID"],
  ["pet-store_url", "petStoreUrl", "PetStoreUrl", "PET_STORE_URL"],
  ["HTTPServer", "httpServer", "HTTPServer", "HTTP_SERVER"],
  ["ID", "id", "ID", "ID"],
  ["Crème brûlée", "cremeBrulee", "CremeBrulee", "CREME_BRULEE"],
  ["404", "_404", "_404", "_404"],
  ["delete", "delete_", "Delete", "DELETE"],
  ["error", "error", "Error_", "ERROR"],
  ["__proto__", "proto", "Proto", "PROTO"],
  ["constructor", "constructor_", "Constructor", "CONSTRUCTOR"],
  ["NaN", "naN", "NaN_", "NA_N"],
  ["undefined", "undefined_", "Undefined", "UNDEFINED"],
  ["then", "then_", "Then", "THEN"],
])("%o", (text, camel, pascal, constant) => {
  expect([toIdentifier(text), toTypeName(text), toConstantName(text)]).toEqual([
    camel,
    pascal,
    constant,
  ]);
});

test("what cannot be spelt is named by its hash, the same every time", () => {
  expect(toIdentifier("日本語")).toBe(`_${stableHash("日本語")}`);
  expect(toIdentifier("")).toBe("_e3b0c442");
  expect(toIdentifier("\ud800")).not.toBe(toIdentifier("\ud801"));
  expect(toTypeName("!?")).toMatch(/^_[0-9a-f]{8}$/);
});

test("a long name is cut, and two long names stay two", () => {
  const [a, b] = [toIdentifier("a".repeat(500)), toIdentifier("a".repeat(501))];
  expect(a).toHaveLength(80);
  expect(a).not.toBe(b);
});

test("withHash depends on the element, not on the name", () => {
  expect(withHash(identifier("pet"), "/a")).toBe(`pet_${stableHash("/a")}`);
  expect(withHash(identifier("pet"), "/a")).not.toBe(withHash(identifier("pet"), "/b"));
});

test("name takes checked names only", () => {
  expect(print(name(identifier("defineRoute")))).toBe("defineRoute");
  for (const text of ["a b", "1a", "", "class", "eval", "x;y", "é"]) {
    expect(() => identifier(text)).toThrow(InternalError);
    expect(() => name(text as Identifier)).toThrow(InternalError);
  }
});
