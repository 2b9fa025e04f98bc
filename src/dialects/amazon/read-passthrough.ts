import type { Cursor } from "../../load/cursor.js";
import type { WithoutTemplate } from "../../model/integration.js";

/** What happens to a request for whose media type there is no template. */
export function readPassthrough(integration: Cursor, hasTemplates: boolean): WithoutTemplate {
  const written = integration.wordAt("passthroughBehavior")?.toLowerCase() ?? "when_no_match";
  const refuses = written === "never" || (written === "when_no_templates" && hasTemplates);
  return refuses ? "unsupported media type" : "pass through";
}
