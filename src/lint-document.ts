import { openOperations } from "./check/open-operations.js";
import type { Reporter } from "./diagnostics/reporter.js";
import { checkExamples } from "./dialects/check-examples.js";
import { validateStructure } from "./load/validate-structure.js";
import type { DocumentOptions, ReadDocument } from "./read-document.js";
import { readDocument } from "./read-document.js";

/**
 * Reads a document as generating does, and checks what does not matter there: OpenAPI's own rules,
 * whether examples fit their schemas, and what anybody may call.
 */
export async function lintDocument(
  options: DocumentOptions,
  reporter: Reporter,
): Promise<ReadDocument> {
  const read = await readDocument(options, reporter);
  if (read.model !== undefined) openOperations(read.model, reporter);
  const root = read.source.root(reporter);
  if (root !== undefined) {
    await validateStructure(root);
    checkExamples(root);
  }
  return read;
}
