import fc from "fast-check";
import { expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import type { ValueFindings } from "../../src/load/check-value.js";
import { checkValue } from "../../src/load/check-value.js";
import { FollowedFiles } from "../../src/load/followed-files.js";

const PATH = "openapi.json";

/** What is parsed of a later text, if it is one that need not be parsed whole. */
function changed(before: string, ...later: readonly string[]): unknown {
  const files = new FollowedFiles();
  const first = files.share(PATH, { value: JSON.parse(before) as unknown, syntax: "json" });
  files.follow(PATH, Buffer.from(before), first, findingsOf(first.value));
  let value: unknown;
  for (const text of later) {
    const found = files.change(PATH, Buffer.from(text));
    if (found?.findings) {
      // How deep it is at most is known, and no more.
      const { depth, ...exact } = findingsOf(found.value);
      expect(found.findings).toMatchObject(exact);
      expect(found.findings.depth).toBeGreaterThanOrEqual(depth);
    }
    value = found && files.share(PATH, found).value;
    if (found) files.follow(PATH, Buffer.from(text), found, findingsOf(value));
  }
  return value;
}

function findingsOf(value: unknown): ValueFindings {
  const findings = checkValue(value, PATH, new Reporter());
  if (findings === undefined) throw new Error("it must not be used");
  return findings;
}

const print = (value: unknown) => JSON.stringify(value, null, 2);

const DOCUMENT = {
  paths: {
    "/pets": { get: { summary: "All", tags: ["a", "b"] }, post: { summary: "New" } },
    "/{id}": { get: { summary: 'With "quotes" and {braces}', deprecated: true } },
  },
  components: { schemas: { Pet: { type: "object", properties: { id: { type: "string" } } } } },
};

test("of an object that changed, the rest stays the same objects", () => {
  const later = structuredClone(DOCUMENT);
  later.paths["/pets"].get.tags.push("c");
  const again = structuredClone(later);
  again.paths["/{id}"].get.summary = "Longer than it was before, by far";
  const files = new FollowedFiles();
  const first = files.share(PATH, { value: DOCUMENT, syntax: "json" });
  files.follow(PATH, Buffer.from(print(DOCUMENT)), first, findingsOf(DOCUMENT));
  for (const document of [later, again]) {
    const found = files.change(PATH, Buffer.from(print(document)));
    const value = found?.value as typeof DOCUMENT;
    expect(value).toEqual(document);
    const { paths, components } = value;
    expect(components).toBe(DOCUMENT.components);
    expect(paths["/pets"].post).toBe(DOCUMENT.paths["/pets"].post);
    expect(found?.findings).toBeDefined();
    if (found) {
      files.share(PATH, found);
      files.follow(PATH, Buffer.from(print(document)), found, findingsOf(value));
    }
  }
});

test.each([
  ["what is no object any more", '{"a": {"b": 1}}', '["a", {"b": 1}]'],
  ["a key twice", '{"a": {"b": 1}}', '{"a": {"b": 1, "b": 2}}'],
  ["what is not JSON", '{"a": {"b": 1}}', '{"a": {"b": 1,}}'],
  ["more after the end", '{"a": {"b": 1}}', '{"a": {"b": 1}} 2'],
  ["a key that changed around it", '{"a": {"b": 1}}', '{"a": {"c": 2}, "d": 1, "d": 2}'],
])("%s is left to who parses the whole text", (_, before, later) => {
  expect(changed(before, later)).toBeUndefined();
});

const member = fc.record({
  at: fc.constantFrom(["a", "b"], ["a", "c"], ["a"], ["__proto__", "b"]),
  value: fc.jsonValue({ maxDepth: 3 }),
});

const splice = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(3),
  text: fc.constantFrom("", "{", "}", '"', "\\", ",", ":", " ", '"k": 1,', "1", '{"a":{}}'),
});

test("however a text is edited, what is parsed of it is what is parsed of the whole", () => {
  let parsedInPart = 0;
  const edits = fc.array(member, { minLength: 1, maxLength: 4 });
  const splices = fc.array(splice, { maxLength: 1 });
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), edits, splices, (value, isWide, members, spliced) => {
      const text = (paths: unknown) =>
        JSON.stringify({ first: [value], paths, last: value }, null, isWide ? 2 : 0);
      const proto = JSON.stringify({ b: value });
      let paths = JSON.parse(`{"a": {"b": {}, "c": {"d": 1}}, "__proto__": ${proto}}`) as object;
      const texts = [text(paths)];
      for (const { at, value: member } of members) {
        paths = withMember(paths, at, member);
        texts.push(text(paths));
      }
      for (const { at, removed, text: added } of spliced) {
        const last = texts.at(-1) ?? "";
        const place = Math.floor(at * last.length);
        texts.push(last.slice(0, place) + added + last.slice(place + removed));
      }
      const [before = "", ...later] = texts;
      const found = changed(before, ...later);
      if (found === undefined) return;
      parsedInPart += 1;
      // An edit may have torn a character that takes two of JavaScript's.
      const written = Buffer.from(later.at(-1) ?? "").toString();
      expect(JSON.stringify(found)).toBe(JSON.stringify(JSON.parse(written)));
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(parsedInPart).toBeGreaterThan(500);
});

function withMember(
  holder: object,
  [key = "", ...keys]: readonly string[],
  value: unknown,
): object {
  const member = (holder as Readonly<Record<string, unknown>>)[key];
  const isHolder = keys.length > 0 && typeof member === "object" && member !== null;
  return { ...holder, [key]: isHolder ? withMember(member, keys, value) : value };
}

test.each([
  ["a reference more", { $ref: "#/a" }],
  ["another reference", { c: { $ref: "#/b" } }],
  ["a number that may be rounded", { b: 1e20 }],
])("with %s, the whole is walked over again", (_, other) => {
  const before = { a: { b: 1, c: { $ref: "#/a" } }, c: {} };
  const files = new FollowedFiles();
  const first = files.share(PATH, { value: before, syntax: "json" });
  files.follow(PATH, Buffer.from(print(before)), first, findingsOf(before));
  const found = files.change(PATH, Buffer.from(print({ ...before, a: other })));
  expect(found?.value).toEqual({ ...before, a: other });
  expect(found?.findings).toBeUndefined();
});
