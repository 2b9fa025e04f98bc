import type { Cursor } from "../../load/cursor.js";
import type { BodyTransforms } from "../../model/body-transforms.js";
import { jsonContent } from "../../model/body-transforms.js";
import type { Operation } from "../../model/gateway-model.js";
import { holdsJson } from "../../model/media-types.js";
import type { DeclaredResponse } from "../../model/response-validation.js";
import { readResponseContent } from "../openapi/read-content.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import type { Reading } from "../openapi/reading.js";
import { responseStatus } from "../openapi/response-status.js";
import type { OperationExtension } from "./operation-extension.js";

/** Integrations that pass bodies on as they come. */
const PASSING: readonly string[] = ["http-proxy", "http-api-proxy"];

/** The hooks for an operation's bodies; undefined where it has none, or they are reported. */
export function readTransforms(
  extension: OperationExtension,
  reading: Reading,
  read: DocumentOperation,
  made: Pick<Operation, "validation" | "integration">,
): BodyTransforms | undefined {
  const { transform } = extension;
  const [ofRequests, ofResponses] = [transform?.get("request"), transform?.get("response")];
  const found = [ofRequests, ofResponses].filter((each) => each !== undefined);
  if (found.length === 0 || made.integration.kind === "not-implemented") return undefined;
  if (!PASSING.includes(made.integration.kind)) {
    for (const { keyAt, name, reporter } of found) {
      reporter.report("untransformable-integration", keyAt, { direction: name });
    }
    return undefined;
  }
  const request = nameOf(ofRequests);
  const response = nameOf(ofResponses);
  if (ofRequests !== undefined) checkRequest(ofRequests, extension, made);
  const responses = response === undefined ? [] : readJsonResponses(reading, read);
  if (ofResponses !== undefined && responses.length === 0) reportNoJson(ofResponses);
  return {
    ...(request && { request }),
    ...(response && { response: { ...response, responses } }),
  };
}

function nameOf(written: Cursor | undefined) {
  if (typeof written?.value !== "string") return undefined;
  return { name: written.value, at: written.at };
}

function checkRequest(
  written: Cursor,
  { checksRequests }: OperationExtension,
  made: Pick<Operation, "validation">,
): void {
  if (!checksRequests) written.reporter.report("transform-of-unchecked-requests", written.keyAt);
  else if (jsonContent(made).length === 0) reportNoJson(written);
}

function reportNoJson({ keyAt, name, reporter }: Cursor): void {
  reporter.report("transform-without-json", keyAt, { direction: name });
}

/** The JSON that an operation answers with a status of 2xx, or with any that it does not name. */
function readJsonResponses(
  reading: Reading,
  { operation }: DocumentOperation,
): readonly DeclaredResponse[] {
  const { root, version } = reading;
  const responses = operation.entriesAt("responses").flatMap(([key, written]) => {
    const status = responseStatus(key) ?? "";
    if (!/^2|^default$/.test(status)) return [];
    const response = written.follow();
    const content = response && version.responseContent(response, operation, root);
    const json = content?.filter(({ mediaType }) => holdsJson(mediaType)) ?? [];
    if (json.length === 0) return [];
    return [{ status, content: readResponseContent(json, reading), at: written.keyAt }];
  });
  const successful = responses.filter(({ status }) => status !== "default");
  return successful.length > 0 ? successful : responses;
}
