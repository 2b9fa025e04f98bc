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

/** What the user wrote anywhere: every line of his that is no line of the generator's. */
const mine = new Map<string, string>();

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
      const hooks = new Map(
        [...Object.keys(WRITTEN)].map((file) => [file, repository.git("ls-files", file)]),
      );
      expect(hooks.size).toBeGreaterThan(0);
      const { changes, reporter } = await repository.generate();
      expect(reporter.diagnostics.map(({ code }) => code)).toEqual(told);
      expect(changes).toBeDefined();
      expect(repository.changed()).toEqual(touches);
      expect(repository.typeErrors()).toEqual(errors);
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

test("nothing that the owner wrote is lost", () => {
  for (const [file, text] of mine) expect(repository.read(file)).toContain(text);
});
