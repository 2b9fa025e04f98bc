import { format } from "prettier";
import { expect, test } from "vitest";
import {
  array,
  call,
  type Code,
  imported,
  importsOf,
  InternalError,
  modulePath,
  object,
  print,
  ts,
} from "../../src/code/code-kit.js";

const route = modulePath("../runtime/route.js");
const pet = modulePath("../validators/pet.js");

async function importLines(...codes: readonly Code[]): Promise<string> {
  const printed = print(importsOf(codes)) + "\n";
  expect(await format(printed, { parser: "typescript", printWidth: 100 })).toBe(printed);
  return printed;
}

test("the imports follow from what is used, wherever it is used", async () => {
  const used = call(imported("defineRoute", route), [
    object([[ts`body`, array([imported("pet", pet), imported("Pet", pet, { type: true })])]]),
  ]);
  expect(print(used)).toBe("defineRoute({ body: [pet, Pet] })");
  expect(await importLines(used, ts`x satisfies ${imported("Route", route, { type: true })}`)).toBe(
    'import { defineRoute, type Route } from "../runtime/route.js";\n' +
      'import { type Pet, pet } from "../validators/pet.js";\n',
  );
});

test("types only, and packages first", async () => {
  expect(
    await importLines(
      imported("settings", modulePath("./settings.js")),
      imported("Pet", pet, { type: true }),
      imported("default", modulePath("pino"), { as: "pino" }),
      imported("Logger", modulePath("pino"), { type: true }),
      imported("*", modulePath("node:crypto"), { as: "nodeCrypto" }),
      imported("SignatureV4", modulePath("@smithy/signature-v4")),
    ),
  ).toBe(
    'import * as nodeCrypto from "node:crypto";\n' +
      'import { SignatureV4 } from "@smithy/signature-v4";\n' +
      'import pino, { type Logger } from "pino";\n' +
      'import type { Pet } from "../validators/pet.js";\n' +
      'import { settings } from "./settings.js";\n',
  );
});

test("a name that is a value somewhere is imported as a value", async () => {
  expect(await importLines(imported("pet", pet, { type: true }), imported("pet", pet))).toBe(
    'import { pet } from "../validators/pet.js";\n',
  );
});

test("a long list is broken, and a renamed import keeps both names", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `operationNumber${index}`);
  const printed = await importLines(
    ...names.map((name) => imported(name, route)),
    imported("pet", pet, { as: "petValidator" }),
  );
  expect(printed.split("\n")).toHaveLength(12 + 2 + 1 + 1);
  expect(printed).toContain('import { pet as petValidator } from "../validators/pet.js";');
});

test("one name from two places is a bug of ours", () => {
  expect(() => importsOf([imported("a", route), imported("a", pet)])).toThrow(InternalError);
});

test.each([
  'x.js";alert(1)//',
  "../../../etc/passwd",
  "./a/../b.js",
  ".//a.js",
  "/abs.js",
  "https://evil.example/x.js",
  "data:text/javascript,1",
  "./a b.js",
  "./a.js\n",
  "",
  ".",
  "@scope",
])("the module path %o is refused", (path) => {
  expect(() => modulePath(path)).toThrow(InternalError);
});

test("what is imported is a name", () => {
  expect(() => imported("a b", route)).toThrow(InternalError);
  expect(() => imported("default", route)).toThrow(InternalError);
  expect(() => imported("a", route, { as: "class" })).toThrow(InternalError);
});
