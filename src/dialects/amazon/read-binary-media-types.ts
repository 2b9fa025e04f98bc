import type { Cursor } from "../../load/cursor.js";
import type { Integration } from "../../model/integration.js";

/** Reads `x-amazon-apigateway-binary-media-types`: media types and ranges, in lower case. */
export function readBinaryMediaTypes(root: Cursor): readonly string[] {
  const declared = root.get("x-amazon-apigateway-binary-media-types");
  if (declared === undefined || declared.value === null) return [];
  return declared.items().flatMap((item) => item.word()?.toLowerCase() ?? []);
}

/** Whether an integration makes bytes of text. */
export function convertsBodies(integration: Integration): boolean {
  const holders =
    "responses" in integration ? [integration, ...integration.responses] : [integration];
  return holders.some((holder) => "bodyAs" in holder);
}
