import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { generate } from "../../src/generate.js";
import { GenerationMemory } from "../../src/generation-memory.js";
import { renderFile } from "../../src/render/render-file.js";
import { ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";

vi.mock("../../src/render/render-file.js", { spy: true });

interface Document {
  paths: Record<string, Record<string, { summary?: string; description?: string }>>;
}

test("only what may come out differently is made again", async () => {
  const folder = await temporaryFolder();
  const text = await readFile(join(ROOT, "test/project/plain.yaml"), "utf8");
  const document = parse(text) as Document;
  const memory = new GenerationMemory();
  const made = async () => {
    await writeFiles(folder, { "openapi.yaml": stringify(document) });
    vi.mocked(renderFile).mockClear();
    const { changes } = await generate(
      { document: "openapi.yaml", out: "gateway", cwd: folder },
      memory,
    );
    const changed = (changes ?? []).filter(({ change }) => /^(?:cre|upd)ated$/.test(change));
    const rendered = vi.mocked(renderFile).mock.calls.map(([{ path }]) => path);
    return {
      changed: changed.map(({ path }) => path),
      ofDocument: rendered.filter((path) => /^src\/generated\/(?!runtime\/)/.test(path)),
    };
  };
  const all = await made();
  expect(all.ofDocument.length).toBeGreaterThan(10);
  expect(await made()).toEqual({ changed: [], ofDocument: [] });
  const operation = Object.values(document.paths).find(({ get }) => get !== undefined)?.["get"];
  if (operation) operation.summary = "Something else";
  const { changed, ofDocument } = await made();
  expect(changed).toHaveLength(1);
  expect(changed[0]).toMatch(/^src\/generated\/routes\//);
  // Files about all operations look at all of them.
  expect(ofDocument.length).toBeLessThan(all.ofDocument.length / 2);
  expect(ofDocument).toContain(changed[0]);
});
