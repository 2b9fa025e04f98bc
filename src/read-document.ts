import { readModel } from "./dialects/read-model.js";
import type { ReadOptions } from "./dialects/read-options.js";
import { checkModel } from "./check/check-model.js";
import type { Reporter } from "./diagnostics/reporter.js";
import { didYouMean } from "./diagnostics/did-you-mean.js";
import type { DocumentFiles } from "./load/document-files.js";
import { loadDocument } from "./load/load-document.js";
import type { ReadingMemory } from "./load/reading-memory.js";
import type { SpecSource } from "./load/spec-source.js";
import type { GatewayModel } from "./model/gateway-model.js";

/** What reading a document takes. */
export interface DocumentOptions extends ReadOptions {
  /** Path of the document. */
  readonly document: string;
  /** What relative paths are relative to; the process's working directory unless said. */
  readonly cwd?: string;
  /** OpenAPI Overlays to apply to the document, in this order. */
  readonly overlays?: readonly string[];
  /** Folders besides the document's own that its references may lead to. */
  readonly allowRefs?: readonly string[];
  /** Values of the document's placeholders, by name; they win over those of the file. */
  readonly variables?: Readonly<Record<string, string>>;
  /** A file with more of them. */
  readonly variablesFile?: string;
  /**
   * Codes of problems that are known: such an error becomes a warning, where the catalogue says what
   * the gateway does then, and such a warning is dropped. Another code is a TypeError.
   */
  readonly allow?: readonly string[];
  /** Where the document and what it refers to are read from, in place of the disk. */
  readonly files?: DocumentFiles;
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
  memory?: ReadingMemory,
): Promise<ReadDocument> {
  // What is allowed is told to nobody, so that it could not be told again.
  const usable = (options.allow ?? []).length === 0 ? memory : undefined;
  const source = await loadDocument(options.document, options, reporter, usable);
  const root = source.root(reporter);
  const model = root && readModel(root, options);
  if (model !== undefined) checkModel(model, reporter);
  if (root !== undefined) reportUnused(options.variables ?? {}, source, reporter);
  return { source, model };
}

/** A file of values may be shared by several documents; what the command line names is meant here. */
function reportUnused(
  named: Readonly<Record<string, string>>,
  { variables }: SpecSource,
  reporter: Reporter,
): void {
  for (const name of variables.unused.filter((each) => Object.hasOwn(named, each))) {
    const nearest = didYouMean(name, variables.missing);
    reporter.report("unused-variable", undefined, { name, nearest });
  }
}
