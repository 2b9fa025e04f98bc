import type { Cursor } from "../../load/cursor.js";
import type { MockIntegration } from "../../model/integration.js";
import { readMediaTypes } from "../openapi/read-media-types.js";
import { readPassthrough } from "./read-passthrough.js";
import { readBodyTemplate } from "./read-body-template.js";
import { readContentHandling } from "./read-content-handling.js";
import { readResponses } from "./read-responses.js";

/** Reads a mock integration. */
export function readMock(integration: Cursor): MockIntegration {
  readContentHandling(integration, "mock");
  const templates = readMediaTypes(integration.get("requestTemplates"));
  return {
    kind: "mock",
    requestTemplates: templates.map(([mediaType, template]) =>
      readBodyTemplate(mediaType, template),
    ),
    otherwise: readPassthrough(integration, templates.length > 0),
    responses: readResponses(integration, "mock"),
  };
}
