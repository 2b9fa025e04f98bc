import type { Cursor } from "../../load/cursor.js";

/**
 * Reports `contentHandling` of an integration, or of one of its responses: bodies are the bytes that
 * they are, which is what converting text to text comes to.
 * @param isText whether all bodies are text, as they are unless binary media types are declared
 */
export function checkContentHandling(holder: Cursor, isText: boolean): void {
  const handling = holder.get("contentHandling");
  if (handling === undefined || handling.value === null) return;
  const { reporter, keyAt } = handling;
  const written = handling.word()?.toUpperCase();
  const field = `contentHandling: ${written ?? ""}`;
  if (written === "CONVERT_TO_TEXT" && isText) {
    const why = "bodies that are text already stay as they are";
    reporter.report("ignored-integration-field", keyAt, { field, why });
  } else if (written === "CONVERT_TO_TEXT" || written === "CONVERT_TO_BINARY") {
    const why = "remove it; bodies pass as the bytes that they are";
    reporter.report("unsupported-integration-field", keyAt, { field, why });
  }
}
