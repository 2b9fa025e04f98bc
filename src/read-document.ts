import { readModel, type ReadOptions } from "./dialects/read-model.js";
import { checkModel } from "./check/check-model.js";
import type { Reporter } from "./diagnostics/reporter.js";
import { loadDocument } from "./load/load-document.js";
import type { SpecSource } from "./load/spec-source.js";
import type { GatewayModel } from "./model/gateway-model.js";

/** What reading a document takes. */
export interface DocumentOptions extends ReadOptions {
  /** Path of the document. */
  readonly document: string;
  /** What relative paths are relative to; the process's working directory unless said. */
  readonly cwd?: string;
  /** Folders besides the document's own that its references may lead to. */
  readonly allowRefs?: readonly string[];
  /**
   * Codes of problems that are known: such an error becomes a warning, where the catalogue says what
   * the gateway does then, and such a warning is dropped. Another code is a TypeError.
   */
  readonly allow?: readonly string[];
}

/** A document as far as it could be read. */
export interface ReadDocument {
  readonly source: SpecSource;
  /** Undefined when the document cannot be read at all. */
  readonly model: GatewayModel | undefined;
}

/** Loads, reads and checks a document. Problems go to the reporter; the model may be in part. */
export async function readDocument(
  options: DocumentOptions,
  reporter: Reporter,
): Promise<ReadDocument> {
  const { cwd = process.cwd(), allowRefs = [] } = options;
  const source = await loadDocument(options.document, { cwd, allowRefs }, reporter);
  const root = source.root(reporter);
  const model = root && readModel(root, options);
  if (model !== undefined) checkModel(model, reporter);
  return { source, model };
}
