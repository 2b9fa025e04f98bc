import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { loadDocument } from "../../src/load/load-document.js";
import { loadFiles } from "./load-files.js";
import { temporaryFolder } from "./temporary-folder.js";

describe("references within a file", () => {
  test("are followed to the end", async () => {
    const { root, codes } = await loadFiles({
      "api.yaml": `
a: {$ref: "#/b"}
b: {$ref: "#/c~1d%20e/~0f/1"}
"c/d e": {"~f": [0, {type: string}]}
properties: {$ref: {type: string}}
`,
    });
    const target = root?.get("a")?.follow();
    expect(target).toMatchObject({ id: "api.yaml#/c~1d e/~0f/1", name: "1" });
    expect(target?.follow()).toBe(target);
    expect(root?.get("a")?.reference).toBe("#/b");
    expect(root?.get("properties")?.reference).toBeUndefined();
    expect(root?.get("a")?.resolve("#/properties")?.id).toBe("api.yaml#/properties");
    expect(codes()).toEqual([]);
  });

  test.each([
    ["#/nope", "unresolved-reference"],
    ["#/a/$ref/length", "unresolved-reference"],
    ["#/list/length", "unresolved-reference"],
    ["#/list/2", "unresolved-reference"],
    ["#/__proto__/toString", "unresolved-reference"],
    ["#/constructor/prototype", "unresolved-reference"],
    ["#name", "malformed-reference"],
    ["#/%ZZ", "malformed-reference"],
    ["#/~9", "malformed-reference"],
    ["", "malformed-reference"],
    ["%ZZ", "malformed-reference"],
    ["data:application/json,{}", "unsupported-reference"],
    ["file:///etc/passwd", "unsupported-reference"],
    ["\\\\host\\share\\x.json", "unsupported-reference"],
    ["a%00.yaml", "unsupported-reference"],
    ["//host/x.json", "remote-reference"],
    ["http://127.0.0.1:1/x.json", "remote-reference"],
    ["HTTPS://host/x.json#/a", "remote-reference"],
    ["/etc/passwd", "reference-outside"],
    ["../x.json", "reference-outside"],
    ["a/%2e%2e/../..%2Fx.json", "reference-outside"],
    ["missing.yaml#/a", "file-not-found"],
  ])("%j: %s", async (reference, code) => {
    const { root, codes, reporter, source } = await loadFiles({
      "api.json": JSON.stringify({ list: [1, 2], a: { $ref: reference } }),
    });
    expect(codes()).toEqual([]);
    expect(root?.get("a")?.follow()).toBeUndefined();
    expect(reporter.diagnostics).toMatchObject([{ code, at: { pointer: "/a/$ref" } }]);
    expect([...source.files.keys()]).toEqual(["api.json"]);
  });

  test("a $ref must be text", async () => {
    const { root, reporter } = await loadFiles({ "api.yaml": "a: {$ref: 42}" });
    expect(root?.get("a")?.follow()).toBeUndefined();
    expect(reporter.diagnostics).toMatchObject([
      { code: "wrong-type", at: { pointer: "/a/$ref" } },
    ]);
  });

  test("a circle is reported once, wherever it is entered", async () => {
    const { root, reporter } = await loadFiles({
      "api.yaml": `
x: {$ref: "#/c"}
a: {$ref: "#/b"}
b: {$ref: "#/c"}
c: {$ref: "#/a"}
self: {$ref: "#/self"}
`,
    });
    for (const key of ["x", "a", "b", "c", "self"]) {
      expect(root?.get(key)?.follow()).toBeUndefined();
    }
    expect(reporter.diagnostics.map(({ message, at }) => [at?.pointer, message])).toEqual([
      ["/a/$ref", '$ref goes round in a circle: "#/a" → "#/b" → "#/c" → "#/a"'],
      ["/self/$ref", '$ref goes round in a circle: "#/self" → "#/self"'],
    ]);
  });

  test("a chain is followed so far, and then given up", async () => {
    const links = Array.from({ length: 20_000 }, (_, i) => [`s${i}`, { $ref: `#/s${i + 1}` }]);
    const value = { ...Object.fromEntries(links), s20000: { type: "string" } };
    const { root, codes } = await loadFiles({ "api.json": JSON.stringify(value) });
    expect(root?.get("s19900")?.follow()?.name).toBe("s20000");
    expect(codes()).toEqual([]);
    expect(root?.get("s19899")?.follow()).toBeUndefined();
    expect(codes()).toEqual(["reference-chain-too-long"]);
  });

  test("a $ref in an example is nobody's business", async () => {
    const { codes } = await loadFiles({
      "api.yaml": "example: {$ref: 'https://host/x'}\nother: {$ref: ./missing.yaml}",
    });
    expect(codes()).toEqual([]);
  });
});

describe("references to other files", () => {
  test("are loaded with theirs, each file once, and keep their places", async () => {
    const { root, source, codes } = await loadFiles({
      "api.yaml": "a: {$ref: ./schemas/pet.yaml#/Pet}\nb: {$ref: 'schemas/../schemas/pet.yaml'}",
      "schemas/pet.yaml":
        "Pet:\n  owner: {$ref: 'owner name.json#/Owner'}\n  self: {$ref: '#/Pet'}",
      "schemas/owner name.json": '{"Owner": {"pet": {"$ref": "../api.yaml#/a"}}}',
    });
    expect([...source.files.keys()]).toEqual([
      "api.yaml",
      "schemas/pet.yaml",
      "schemas/owner name.json",
    ]);
    const pet = root?.get("a")?.follow();
    expect(pet?.id).toBe("schemas/pet.yaml#/Pet");
    expect(pet?.get("self")?.follow()?.id).toBe(pet?.id);
    const owner = pet?.get("owner")?.follow();
    expect(owner?.id).toBe("schemas/owner name.json#/Owner");
    expect(owner?.get("pet")?.follow()?.id).toBe(pet?.id);
    expect(root?.get("b")?.follow()?.id).toBe("schemas/pet.yaml#");
    expect(pet && source.locate(pet.at)).toEqual({ line: 2, column: 3 });
    expect(codes()).toEqual([]);
  });

  test("what is wrong in another file is reported there, once something leads to it", async () => {
    const { root, reporter, places } = await loadFiles({
      "api.yaml": "a: {$ref: broken.yaml}\nb: {$ref: broken.yaml#/x}\nc: {$ref: tagged.yaml}",
      "broken.yaml": "a: [",
      "tagged.yaml": "a: !Foo 1",
    });
    expect(reporter.diagnostics).toEqual([]);
    expect(root?.get("a")?.follow()).toBeUndefined();
    expect(root?.get("b")?.follow()).toBeUndefined();
    expect(root?.get("c")?.follow()?.value).toEqual({ a: 1 });
    expect(reporter.diagnostics.map(({ code, at }) => [code, at?.file])).toEqual([
      ["invalid-yaml", "broken.yaml"],
      ["unknown-tag", "tagged.yaml"],
    ]);
    expect(places()).toEqual(["1:5 invalid-yaml", "1:4 unknown-tag"]);
  });

  test("a symbolic link leads out no more than a path", async () => {
    const secret = temporaryFolder({ "secret.yaml": "password: 1" });
    const cwd = temporaryFolder({
      "api.yaml": "a: {$ref: link.yaml}\nb: {$ref: folder/secret.yaml}\nc: {$ref: inside.yaml}",
      "real.yaml": "fine: 1",
    });
    symlinkSync(join(secret, "secret.yaml"), join(cwd, "link.yaml"));
    symlinkSync(secret, join(cwd, "folder"));
    symlinkSync(join(cwd, "real.yaml"), join(cwd, "inside.yaml"));
    const reporter = new Reporter();
    const source = await loadDocument("api.yaml", { cwd }, reporter);
    const root = source.root(reporter);
    expect(root?.get("a")?.follow()).toBeUndefined();
    expect(root?.get("b")?.follow()).toBeUndefined();
    expect(root?.get("c")?.follow()?.value).toEqual({ fine: 1 });
    expect(reporter.diagnostics.map(({ code }) => code)).toEqual([
      "reference-outside",
      "reference-outside",
    ]);
    expect([...source.files.keys()]).toEqual(["api.yaml", "inside.yaml"]);
  });

  test("a folder that is itself reached by a link is the document's own", async () => {
    const cwd = temporaryFolder({ "real/api.yaml": "a: {$ref: b.yaml}", "real/b.yaml": "b: 1" });
    symlinkSync(join(cwd, "real"), join(cwd, "link"));
    const reporter = new Reporter();
    const source = await loadDocument("link/api.yaml", { cwd }, reporter);
    expect(source.root(reporter)?.get("a")?.follow()?.value).toEqual({ b: 1 });
    expect([...source.files.keys()]).toEqual(["link/api.yaml", "link/b.yaml"]);
  });

  test("another folder may be allowed", async () => {
    const files = { "api/api.yaml": "a: {$ref: ../common/x.yaml}", "common/x.yaml": "x: 1" };
    const refused = await loadFiles(files);
    expect(refused.root?.get("a")?.follow()).toBeUndefined();
    const allowed = await loadFiles(files, { allowRefs: ["common", "missing"] });
    expect(allowed.root?.get("a")?.follow()?.value).toEqual({ x: 1 });
  });

  test("an allowed host is not supported yet, and nothing is fetched", async () => {
    const { root, reporter } = await loadFiles(
      { "api.yaml": "a: {$ref: 'https://specs.example/x.yaml#/X'}" },
      { allowRefs: ["specs.example"] },
    );
    root?.get("a")?.follow();
    expect(reporter.diagnostics[0]?.message).toBe(
      '$ref "https://specs.example/x.yaml#/X" is remote, and remote references are not supported yet',
    );
  });
});
