import fc from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import {
  assign,
  block,
  type Code,
  comment,
  doc,
  imported,
  importsOf,
  interfaceBody,
  key,
  lines,
  lit,
  modulePath,
  parameters,
  paragraphs,
  print,
  property,
  ts,
  typed,
} from "../../src/code/code-kit.js";
import { expression, ident, statements, type, typeName } from "./arbitrary-code.js";
import { hostileStrings } from "./hostile-strings.js";

async function expectCanonical(code: Code): Promise<void> {
  const printed = print(code) + "\n";
  expect(printed).toBe(await format(printed, { parser: "typescript", printWidth: 100 }));
}

test("expressions", async () => {
  await fc.assert(
    fc.asyncProperty(ident, expression, async (left, right) => {
      await expectCanonical(ts`${assign(ts`const ${left}`, right)};`);
    }),
    { numRuns: 500 },
  );
});

test("types", async () => {
  await fc.assert(
    fc.asyncProperty(typeName, type, async (left, right) => {
      await expectCanonical(ts`${assign(ts`export type ${left}`, right)};`);
    }),
    { numRuns: 500 },
  );
});

const from = fc
  .constantFrom("pino", "node:http", "../runtime/route.js", "./pet.js")
  .map(modulePath);
const use = fc
  .tuple(fc.constantFrom("defineRoute", "Route", "pet", "internationalisation"), from, fc.boolean())
  .map(([name, path, isType]) =>
    imported(name, path, { type: isType, as: `${name}${path.length}` }),
  );
const sentence = fc
  .array(fc.constantFrom("The", "pet", "of", "an", "internationalised", "order.", "\n"), {
    maxLength: 40,
  })
  .map((words) => words.join(" "));

test("files: imports, interfaces, functions and comments", async () => {
  const member = fc.tuple(sentence, fc.constantFrom("id", "pet-name", "a"), type);
  const file = fc.tuple(
    fc.array(use, { minLength: 1, maxLength: 8 }),
    sentence,
    typeName,
    fc.uniqueArray(member, { maxLength: 3, selector: ([, name]) => name }),
    fc.tuple(ident, fc.array(fc.tuple(ident, typeName), { maxLength: 4 })),
    statements,
  );
  await fc.assert(
    fc.asyncProperty(file, async ([uses, about, typeId, members, [id, params], body]) => {
      const fields = members.map(([text, name, of]) =>
        lines([doc(text), property(ts`readonly ${key(name)}?`, of)]),
      );
      const list = parameters(
        params.map(([name, of], index) => typed(ts`${name}${lit(index)}`, of)),
      );
      await expectCanonical(
        paragraphs([
          importsOf(uses),
          lines([doc(about), ts`export interface ${typeId} ${interfaceBody(fields)}`]),
          lines([comment(about), ts`export function ${id}${list} ${block(body)}`]),
        ]),
      );
    }),
    { numRuns: 300 },
  );
});

test("literals of hostile texts", async () => {
  const texts = hostileStrings().filter((_, index) => index % 10 === 0);
  await expectCanonical(
    lines(texts.map((text, index) => ts`${assign(ts`const a${lit(index)}`, lit({ text }))};`)),
  );
});
