import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { addHooks } from "../../src/hooks-zone/add-hooks.js";
import { completeRegistry } from "../../src/hooks-zone/complete-registry.js";
import { mangledRegistry, plainRegistry } from "./mangled-registry.js";
import { registryOf } from "./registry-of.js";
import { WANTED } from "./wanted.js";

/** More, to look for what a change has broken: `RUNS=5000`. */
const RUNS = Number(process.env["RUNS"] ?? 120);

const wanted = fc.subarray([...WANTED], { minLength: 1 });

test("a registry, however it is written, gets what it lacks and is not changed elsewhere", () => {
  fc.assert(
    fc.property(mangledRegistry, wanted, ({ text, members }, hooks) => {
      const before = registryOf(text);
      const result = addHooks(text, hooks);
      const after = registryOf(result.text);
      expect(result.byHand).toEqual([]);
      expect(result.added).toEqual(hooks.filter(({ member }) => !before.members.has(member)));
      expect(isWithin(text, result.text)).toBe(true);
      expect(after.comments).toEqual(before.comments);
      expect([...after.members].slice(0, members.length)).toEqual([...before.members]);
      expect([...after.imports].slice(0, before.imports.size)).toEqual([...before.imports]);
      for (const { member, exported, module } of result.added) {
        const imported = after.imports.get(after.members.get(member) ?? "");
        expect(imported?.exported).toBe(exported);
        expect(imported?.module.replace(/(?:\.[jt]s)?$/, ".js")).toBe(module);
      }
      expect(after.members.size).toBe(members.length + result.added.length);
      expect(result.orphans.map(({ member }) => member)).toEqual(
        members.filter((name) => !hooks.some(({ member }) => member === name)),
      );
      if (text.includes("\r\n")) expect(result.text).not.toMatch(/(?<!\r)\n/);
      else expect(result.text).not.toContain("\r");
      expect(result.text.endsWith("\n")).toBe(text.endsWith("\n"));
      const { added, text: again, stubs } = addHooks(result.text, hooks);
      expect({ added, again, stubs }).toEqual({
        added: [],
        again: result.text,
        stubs: result.stubs,
      });
    }),
    { numRuns: RUNS },
  );
});

test("a registry is known to be complete only if it is", () => {
  let known = 0;
  fc.assert(
    fc.property(fc.oneof(plainRegistry, mangledRegistry), wanted, ({ text }, hooks) => {
      for (const each of [text, addHooks(text, hooks).text]) {
        const stubs = completeRegistry(each, hooks);
        if (stubs === undefined) continue;
        known++;
        expect(addHooks(each, hooks)).toMatchObject({ text: each, byHand: [], stubs });
      }
    }),
    { numRuns: RUNS },
  );
  expect(known).toBeGreaterThan(RUNS / 3);
});

test("a registry from which anything is missing is not known to be complete", () => {
  const text = addHooks(
    'import type { Hooks } from "../generated/hooks.js";\n\nexport const hooks = {} satisfies Hooks;\n',
    WANTED,
  ).text;
  expect(completeRegistry(text, WANTED)).toEqual(WANTED);
  fc.assert(
    fc.property(cut(text), (shorter) => {
      if (completeRegistry(shorter, WANTED) === undefined) return;
      const { members, imports } = registryOf(shorter);
      for (const { member } of WANTED) expect(imports.has(members.get(member) ?? "")).toBe(true);
    }),
    { numRuns: 5 * RUNS },
  );
});

test("a registry that is broken somewhere is not broken further", () => {
  const cases = join(import.meta.dirname, "cases");
  const texts = readdirSync(cases).map((name) =>
    readFileSync(join(cases, name, "index.ts"), "utf8"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...texts).chain(cut), (text) => {
      const result = addHooks(text, WANTED);
      expect(isWithin(text, result.text)).toBe(true);
      expect(result.added.length === 0).toBe(result.text === text);
      const { errors } = parseSync("index.ts", text);
      if (errors.length === 0) expect(parseSync("index.ts", result.text).errors, text).toEqual([]);
    }),
    { numRuns: 2 * RUNS },
  );
});

/** The text without a part of it, or with something in its place. */
function cut(text: string): fc.Arbitrary<string> {
  const put = fc.constantFrom("", "`", "/", "//", "/*", "*/", '"', "'", "\\", ",", "}", "type ");
  return fc
    .tuple(fc.nat(text.length), fc.nat(40), put, fc.nat(text.length), put)
    .map(([start, length, one, place, other]) => {
      const without = text.slice(0, start) + one + text.slice(start + length);
      return without.slice(0, place) + other + without.slice(place);
    });
}

/** Whether nothing but insertions makes the one of the other. */
function isWithin(text: string, longer: string): boolean {
  let at = 0;
  for (const character of longer) if (text.startsWith(character, at)) at += character.length;
  return at === text.length;
}
