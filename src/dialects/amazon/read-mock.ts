import type { Cursor } from "../../load/cursor.js";
import type { MockIntegration } from "../../model/integration.js";
import { readPassthrough } from "./read-passthrough.js";
import { readContentHandling } from "./read-content-handling.js";
import { readRequestTemplates } from "./read-request-templates.js";
import { readResponses } from "./read-responses.js";

/** Reads a mock integration. */
export function readMock(integration: Cursor): MockIntegration {
  readContentHandling(integration, "mock");
  const requestTemplates = readRequestTemplates(integration);
  return {
    kind: "mock",
    requestTemplates,
    otherwise: readPassthrough(integration, requestTemplates.length > 0),
    responses: readResponses(integration, "mock"),
  };
}
