import { copyFile, cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { doc, identifier, lines } from "../../src/code/code-kit.js";
import { GeneratedModule } from "../../src/plan/generated-module.js";
import { generatedFile } from "../../src/plan/template-file.js";
import { renderFile } from "../../src/render/render-file.js";
import { compileTemplate } from "../../src/template-language/compile-template.js";
import { parseTemplate } from "../../src/template-language/parse-template.js";
import { TemplateSyntaxError } from "../../src/template-language/template-syntax-error.js";
import { ROOT, temporaryFolder, writeFiles } from "../project/generate-into.js";
import { typeCheck } from "../project/type-check.js";
import { drawCases } from "../schema/differential/draw.js";
import { drawTemplate, type TemplateCase, textOf } from "./draw-template.js";

// Compiles random templates and type-checks all of them at once, as files of a project.

const RUNS = Number(process.env["TEMPLATE_RUNS"] ?? 1000);
const SEED = Number(process.env["TEMPLATE_SEED"] ?? 1);

test("compiled templates have no type errors", { timeout: 120_000 + 100 * RUNS }, async () => {
  const folder = await temporaryFolder();
  await cp(join(ROOT, "templates/runtime"), join(folder, "src/generated/runtime"), {
    recursive: true,
  });
  await copyFile(join(ROOT, "samples/petstore/tsconfig.json"), join(folder, "tsconfig.json"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const compiled = drawCases(RUNS, SEED, drawTemplate).flatMap(
    (drawn, index) => fileOf(drawn, `transformers/template${index}.ts`) ?? [],
  );
  expect(compiled.length).toBeGreaterThan(0.9 * RUNS);
  const texts = compiled.map(({ path, text }) => [`src/generated/${path}`, text]);
  await writeFiles(folder, {
    "package.json": JSON.stringify({ type: "module" }),
    ...Object.fromEntries(texts),
  });
  expect(() => typeCheck(folder, "typescript")).not.toThrow();
});

/** Undefined for what is no template: those who draw do not look into texts. */
function fileOf({ pieces, variables }: TemplateCase, path: string) {
  const source = textOf(pieces);
  const functionName = identifier("template");
  const module = new GeneratedModule(path, new Set(), [functionName]);
  try {
    const { declaration } = compileTemplate(source, parseTemplate(source), {
      functionName,
      runtime: (exported, file) => module.runtime(exported, file),
      runtimeType: (exported, file) => module.runtimeType(exported, file),
      given: new Map(Object.keys(variables).map((variable) => [variable, variable])),
    });
    const declarations = lines([doc(source), declaration]);
    return { path, text: renderFile(generatedFile(path, "declarations.ts", { declarations })) };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return undefined;
    throw error;
  }
}
