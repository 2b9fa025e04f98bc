import type { RequestChecks } from "../../model/request-validation.js";
import { readRequestContent } from "./read-content.js";
import type { DocumentOperation } from "./read-operations.js";
import { readParameters } from "./read-parameters.js";
import type { Reading } from "./reading.js";

/** Checks of everything that an operation declares. */
export function readDeclaredChecks(reading: Reading, read: DocumentOperation): RequestChecks {
  const parameters = readParameters(reading, read);
  const body = reading.version.requestBody(read, reading.root);
  return {
    parameters: parameters.length === 0 ? undefined : { kind: "declared", parameters },
    body: body && {
      kind: "declared",
      required: body.required,
      content: readRequestContent(body.content, reading),
    },
  };
}
