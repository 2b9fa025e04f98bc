import type { Cursor } from "../../load/cursor.js";
import type { BodyForm } from "../../model/integration.js";

/**
 * What the bodies of an integration are: of either form where the document declares binary media
 * types, else text. What a mock is given and gives is text in any case.
 */
export type Bodies = "either" | "text" | "mock";

/**
 * What an integration, or one of its responses, makes of a body by `contentHandling`; undefined
 * leaves it to the media types.
 */
export function readContentHandling(holder: Cursor, bodies: Bodies): BodyForm | undefined {
  const handling = holder.get("contentHandling");
  if (handling === undefined || handling.value === null) return undefined;
  const { reporter, keyAt } = handling;
  const written = handling.word()?.toUpperCase();
  const field = `contentHandling: ${written ?? ""}`;
  if (written === "CONVERT_TO_TEXT") {
    if (bodies === "either") return "text";
    const why = "bodies that are text already stay as they are";
    reporter.report("ignored-integration-field", keyAt, { field, why });
  } else if (written === "CONVERT_TO_BINARY") {
    if (bodies !== "mock") return "bytes";
    const why = "remove it; what a mock is given and gives is text";
    reporter.report("unsupported-integration-field", keyAt, { field, why });
  }
  return undefined;
}
