import { beforeAll, describe, expect, test } from "vitest";
import { linkPackages, makeRepository, type Repository } from "./repository.js";
import { FIRST, VERSIONS, WRITTEN } from "./versions.js";

/*
 * One gateway over some thirty versions of its document, in a git repository, with what its owner writes
 * in between. After each: only what the change touches differs, nothing of the owner's is lost, the
 * compiler stops at the lines that the change broke and nowhere else, and a second run has nothing to do.
 */
let repository: Repository;
const document = structuredClone(FIRST);

const writeDocument = () =>
  repository.write({ "../openapi.json": `${JSON.stringify(document, null, 2)}\n` });

beforeAll(async () => {
  repository = await makeRepository();
  await writeDocument();
  expect((await repository.generate()).reporter.diagnostics).toEqual([]);
  await linkPackages(repository);
  repository.commit("the first version");
  expect(repository.typeErrors()).toEqual([]);
  await repository.write(WRITTEN);
  repository.edit("README.md", "# Orders\n", "# Orders\n\nAsk Ann before you deploy this.\n");
  repository.edit("package.json", '"private": true,', '"private": true,\n  "author": "Ann",');
  repository.edit("test/smoke.test.ts", 'test("the gateway is ready"', 'test("it is ready"');
  expect(repository.typeErrors()).toEqual([]);
  repository.commit("what the owner wrote");
});

describe.each(VERSIONS.map((version, index) => ({ ...version, number: index + 2 })))(
  "version $number: $what",
  ({ change, before, touches, told = [], errors = [], after }) => {
    test("changes what it touches, and the compiler finds what it broke", async () => {
      await before?.(repository);
      repository.commit("what the owner did since");
      change(document);
      await writeDocument();
      const written = repository.owned();
      const { changes, reporter } = await repository.generate();
      expect(reporter.diagnostics.map(({ code }) => code)).toEqual(told);
      expect(changes).toBeDefined();
      expect(repository.changed()).toEqual(touches);
      expect(repository.typeErrors()).toEqual(errors);
      for (const [file, lines] of written) {
        const now = repository.read(file).split("\n");
        expect(inOrder(lines, now), file).toEqual(lines);
      }
    });

    test("leaves nothing to do for a second run, and --check is clean", async () => {
      const times = await repository.times();
      const check = await repository.generate({ check: true });
      expect(check.changes?.filter(({ reasons }) => reasons.length > 0)).toEqual([]);
      await repository.generate();
      expect(await repository.times()).toEqual(times);
      await after?.(repository);
      expect(repository.typeErrors()).toEqual([]);
      repository.commit("the version, as its owner has it");
    });
  },
);

/** Of some lines those that are among others, in their order. */
function inOrder(lines: readonly string[], others: readonly string[]): readonly string[] {
  let from = 0;
  return lines.filter((line) => {
    const at = others.indexOf(line, from);
    if (at >= 0) from = at + 1;
    return at >= 0;
  });
}

describe("two branches that both changed the document", () => {
  test("are merged, and generating mends what git could not", async () => {
    const { git } = repository;
    const base = structuredClone(document);
    const addRoute = async (branch: string, path: string) => {
      git("checkout", "-q", "-b", branch, "main");
      Object.assign(document, structuredClone(base));
      document.paths[path] = { get: { operationId: branch, responses: {} } };
      await writeDocument();
      expect((await repository.generate()).reporter.diagnostics).toEqual([]);
      repository.commit(branch);
    };
    await addRoute("theirs", "/theirs");
    await addRoute("ours", "/ours");
    expect(() => git("merge", "-q", "theirs")).toThrow();
    const torn = git("diff", "--name-only", "--diff-filter=U").trimEnd().split("\n");
    expect(torn).toContain("gateway/.gatewright/manifest.json");
    document.paths["/theirs"] = { get: { operationId: "theirs", responses: {} } };
    await writeDocument();
    const { changes, reporter } = await repository.generate();
    expect(reporter.diagnostics.map(({ code }) => code)).toEqual(["rebuilt-manifest"]);
    expect(changes?.filter(({ change }) => change === "conflict")).toEqual([]);
    git("add", "-A");
    expect(git("diff", "--cached", "--check")).toBe("");
    expect(repository.typeErrors()).toEqual([]);
    const check = await repository.generate({ check: true });
    expect(check.changes?.filter(({ reasons }) => reasons.length > 0)).toEqual([]);
  });
});
