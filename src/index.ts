import { Reporter } from "./diagnostics/reporter.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { GatewayModel } from "./model/gateway-model.js";
import type { DocumentOptions } from "./read-document.js";
import { readDocument } from "./read-document.js";

export {
  type CompiledTemplateText,
  compileTemplateText,
  type CompileTemplateOptions,
} from "./compile-template-text.js";
export type { Diagnostic, Location, Severity } from "./diagnostics/diagnostic.js";
export { generate, type GenerateOptions, type GenerateResult } from "./generate.js";
export type { GatewayModel, Operation } from "./model/gateway-model.js";
export type { DocumentOptions } from "./read-document.js";
export { type RenderedTemplate, runTemplate, type TemplateEvent } from "./run-template.js";
export { TemplateSyntaxError } from "./template-language/template-syntax-error.js";
export type { FileChange } from "./write/write-project.js";

/** What a document says, and what is wrong with it. */
export interface ReadGatewayResult {
  /** Undefined when the document cannot be read at all; in part when there are errors. */
  readonly model: GatewayModel | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a document into the model that gateways are generated from. Writes nothing. */
export async function readGateway(options: DocumentOptions): Promise<ReadGatewayResult> {
  const reporter = new Reporter(options.allow);
  const { model } = await readDocument(options, reporter);
  reporter.reportUnusedAllowances();
  return { model, diagnostics: reporter.diagnostics };
}
