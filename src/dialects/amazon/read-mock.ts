import { mockStatus } from "../../../templates/runtime/mock-status.js";
import type { Cursor } from "../../load/cursor.js";
import type { MockIntegration } from "../../model/integration.js";
import { readMediaTypes } from "../openapi/read-media-types.js";
import { readPassthrough } from "./read-passthrough.js";
import { readPlainTemplate } from "./read-body-template.js";
import { readContentHandling } from "./read-content-handling.js";
import { readResponses } from "./read-responses.js";

/** Reads a mock integration: what its request templates render is known here already. */
export function readMock(integration: Cursor): MockIntegration {
  readContentHandling(integration, "mock");
  const templates = readMediaTypes(integration.get("requestTemplates"));
  return {
    kind: "mock",
    statusCodes: templates.map(([mediaType, template]) => ({
      mediaType,
      statusCode: mockStatus(readPlainTemplate(template)),
    })),
    otherwise: readPassthrough(integration, templates.length > 0),
    responses: readResponses(integration, "mock"),
  };
}
