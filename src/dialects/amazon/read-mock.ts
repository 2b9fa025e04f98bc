import { mockStatus } from "../../../templates/runtime/mock-status.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { MockIntegration } from "../../model/integration.js";
import { readMediaTypes } from "../openapi/read-media-types.js";
import { readPlainTemplate, readResponses } from "./read-responses.js";

const BEHAVIORS = ["when_no_match", "when_no_templates", "never"];

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
  if (!BEHAVIORS.includes(written)) {
    const nearest = didYouMean(written, BEHAVIORS);
    const field = "passthroughBehavior";
    integration.reporter.report("unknown-integration-field", behavior?.at, { field, nearest });
  }
  const refuses = written === "never" || (written === "when_no_templates" && hasTemplates);
  return refuses ? "unsupported media type" : "pass through";
}
