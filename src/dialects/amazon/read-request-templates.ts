import type { Cursor } from "../../load/cursor.js";
import type { BodyTemplate } from "../../model/body-template.js";
import { readMediaTypes } from "../openapi/read-media-types.js";
import { readBodyTemplate } from "./read-body-template.js";

/** The request templates of an integration, by media type in lower case. */
export function readRequestTemplates(integration: Cursor): readonly BodyTemplate[] {
  return readMediaTypes(integration.get("requestTemplates")).map(([mediaType, template]) =>
    readBodyTemplate(mediaType, template),
  );
}
