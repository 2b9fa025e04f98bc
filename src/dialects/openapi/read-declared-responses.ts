import type { DeclaredResponse } from "../../model/response-validation.js";
import { readResponseContent } from "./read-content.js";
import type { DocumentOperation } from "./read-operations.js";
import type { Reading } from "./reading.js";
import { responseStatus } from "./response-status.js";

/** The responses that an operation declares, one for each status. */
export function readDeclaredResponses(
  reading: Reading,
  { operation }: DocumentOperation,
  readContent = readResponseContent,
): readonly DeclaredResponse[] {
  const { root, version } = reading;
  const byStatus = new Map<string, DeclaredResponse>();
  for (const [key, written] of operation.entriesAt("responses")) {
    const status = responseStatus(key);
    if (status === undefined || byStatus.has(status)) continue;
    const response = written.follow();
    if (response === undefined) continue;
    const content = version.responseContent(response, operation, root);
    byStatus.set(status, { status, content: readContent(content, reading), at: written.keyAt });
  }
  return [...byStatus.values()];
}
