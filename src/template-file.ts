import { TemplateError } from "../templates/runtime/velocity/template-error.js";
import { UnparsableJson } from "../templates/runtime/velocity/unparsable-json.js";
import { compileTemplateText } from "./compile-template-text.js";
import type { Reporter } from "./diagnostics/reporter.js";
import { TemplateSource } from "./load/template-source.js";
import { readTemplateEvent } from "./read-template-event.js";
import { prepareTemplate, type RenderedTemplate } from "./run-template.js";
import { reportFindings, reportingSyntax } from "./template-problems.js";

/** Compiles the template of a file. The text is undefined when there are errors. */
export async function compileTemplateFile(file: string, reporter: Reporter) {
  const source = await TemplateSource.read(file, undefined, reporter);
  if (source.template === undefined || reporter.hasErrors) return { source, text: undefined };
  const { text, diagnostics } = compileTemplateText(source.template, { file });
  for (const diagnostic of diagnostics) reporter.add(diagnostic);
  return { source, text };
}

/** Runs the template of a file with the event of another. */
export async function runTemplateFile(
  file: string,
  eventFile: string | undefined,
  reporter: Reporter,
) {
  const source = await TemplateSource.read(file, eventFile, reporter);
  const event = source.event === undefined ? {} : readTemplateEvent(source.event, reporter);
  const { template } = source;
  if (template === undefined) return { source, rendered: undefined };
  const given = Object.keys(event.variables ?? {});
  const prepared = reportingSyntax(file, reporter, () => prepareTemplate(template, given));
  reportFindings(prepared?.findings ?? [], template, file, reporter);
  let rendered: RenderedTemplate | undefined;
  try {
    if (!reporter.hasErrors) rendered = prepared?.run(event);
  } catch (error) {
    const isBody = error instanceof UnparsableJson;
    if (!isBody && !(error instanceof TemplateError)) throw error;
    const status = isBody ? "400 (500 to a response)" : "500";
    reporter.report("template-failure", { file, pointer: "" }, { status, why: error.message });
  }
  return { source, rendered };
}
