import fc from "fast-check";
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "../../src/diff-documents.js";
import { diffModels } from "../../src/diff/diff-models.js";
import type { GatewayModel } from "../../src/model/gateway-model.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { readDocument } from "../../src/read-document.js";
import { temporaryFolder } from "../load/temporary-folder.js";

const ROOT = join(import.meta.dirname, "../..");
const CASES = readdirSync(join(ROOT, "test/cases")).map((name) => join(ROOT, "test/cases", name));

const SAMPLES = ["petstore", "orders", "serverless"].map((name) =>
  join(ROOT, "samples", name, "openapi.yaml"),
);

describe("documents of the samples", () => {
  test.each(SAMPLES)("%s has no changes against its copy of another name", async (document) => {
    const cwd = temporaryFolder({});
    mkdirSync(join(cwd, "old"));
    mkdirSync(join(cwd, "new"));
    for (const name of ["old", "new"]) copyFileSync(document, join(cwd, name, "api.yaml"));
    const { changes } = await diffDocuments({ cwd, old: "old/api.yaml", new: "new/api.yaml" });
    expect(changes).toEqual([]);
    expect(readFileSync(join(cwd, "old/api.yaml"), "utf8").length).toBeGreaterThan(500);
  });

  test("documents of the diagnostics' cases have none either, as far as they are read", async () => {
    let compared = 0;
    for (const folder of CASES.filter((each) => !/alias-bomb|nested|hand-edited/.test(each))) {
      const name = ["openapi.yaml", "openapi.json"].find((each) => existsSync(join(folder, each)));
      if (name === undefined) continue;
      const cwd = temporaryFolder({});
      for (const copy of ["old", "new"]) cpSync(folder, join(cwd, copy), { recursive: true });
      const documents = { old: `old/${name}`, new: `new/${name}` };
      const { changes } = await diffDocuments({ cwd, ...documents, omitUnsupported: true });
      expect(changes ?? [], folder).toEqual([]);
      if (changes !== undefined) compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });

  test("of any two sets of their operations, what is added one way is removed the other way", async () => {
    const models = await Promise.all(SAMPLES.map(read));
    const choice = fc.tuple(fc.constantFrom(...models), fc.nat(), fc.nat());
    fc.assert(
      fc.property(choice, ([model, first, second]) => {
        const [older, newer] = [subset(model, first), subset(model, second)];
        const [forth, back] = [diffModels(older, newer), diffModels(newer, older)];
        const routes = (changes: typeof forth, kind: string) =>
          changes
            .filter((each) => each.kind === kind)
            .flatMap(({ operations }) => operations)
            .toSorted();
        expect(routes(forth, "route-added")).toEqual(routes(back, "route-removed"));
        expect(routes(forth, "route-removed")).toEqual(routes(back, "route-added"));
        expect(routes(forth, "route-removed")).toHaveLength(
          older.operations.filter((each) => !newer.operations.includes(each)).length,
        );
      }),
    );
  });
});

async function read(document: string): Promise<GatewayModel> {
  const { model } = await readDocument({ document }, new Reporter());
  if (model === undefined) throw new Error(`${document} cannot be read`);
  return model;
}

/** The operations whose bits are set. */
function subset(model: GatewayModel, bits: number): GatewayModel {
  return { ...model, operations: model.operations.filter((_, index) => (bits >> index) & 1) };
}
