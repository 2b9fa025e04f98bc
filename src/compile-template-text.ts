import { parse } from "node:path";
import { doc, lines, toIdentifier } from "./code/code-kit.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { Reporter } from "./diagnostics/reporter.js";
import { GeneratedModule } from "./plan/generated-module.js";
import { generatedFile } from "./plan/template-file.js";
import { renderFile } from "./render/render-file.js";
import { compileTemplate } from "./template-language/compile-template.js";
import { parseTemplate } from "./template-language/parse-template.js";
import { reportFindings, reportingSyntax } from "./template-problems.js";

export interface CompileTemplateOptions {
  /** The template's file: diagnostics name it, and the function is called after it. */
  readonly file?: string;
}

export interface CompiledTemplateText {
  /** The TypeScript file that a project would hold; undefined if the text is no template. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a mapping template to a file of TypeScript, with a function that renders it. */
export function compileTemplateText(
  source: string,
  { file = "template.vtl" }: CompileTemplateOptions = {},
): CompiledTemplateText {
  const reporter = new Reporter();
  const text = reportingSyntax(file, reporter, () => textOf(source, file, reporter));
  return { text, diagnostics: reporter.diagnostics };
}

function textOf(source: string, file: string, reporter: Reporter): string {
  const { name: fileName, base } = parse(file);
  const functionName = toIdentifier(fileName);
  const path = `transformers/${functionName}.ts`;
  const module = new GeneratedModule(path, new Set(), [functionName]);
  const { declaration, findings } = compileTemplate(source, parseTemplate(source), {
    functionName,
    runtime: (exported, from) => module.runtime(exported, from),
    runtimeType: (exported, from) => module.runtimeType(exported, from),
  });
  reportFindings(findings, source, file, reporter);
  const declarations = lines([doc(`What the mapping template ${base} renders.`), declaration]);
  return renderFile(generatedFile(path, "declarations.ts", { declarations }));
}
