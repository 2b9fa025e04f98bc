import { mockStatus } from "../../../templates/runtime/mock-status.js";
import type { Cursor } from "../../load/cursor.js";
import type { MockIntegration } from "../../model/integration.js";
import { readMediaTypes } from "../openapi/read-media-types.js";
import { readPlainTemplate, readResponses } from "./read-responses.js";

/** Reads a mock integration: what its request templates render is known here already. */
export function readMock(integration: Cursor): MockIntegration {
  const templates = readMediaTypes(integration.get("requestTemplates"));
  return {
    kind: "mock",
    statusCodes: templates.map(([mediaType, template]) => ({
      mediaType,
      statusCode: mockStatus(readPlainTemplate(template)),
    })),
    otherwise: readOtherwise(integration, templates.length > 0),
    responses: readResponses(integration),
  };
}

/** What happens to a request for whose media type there is no template. */
function readOtherwise(integration: Cursor, hasTemplates: boolean): MockIntegration["otherwise"] {
  const behavior = integration.get("passthroughBehavior");
  const written = behavior?.word()?.toLowerCase() ?? "when_no_match";
  const refuses = written === "never" || (written === "when_no_templates" && hasTemplates);
  return refuses ? "unsupported media type" : "pass through";
}
