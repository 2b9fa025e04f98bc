import { GatewayError } from "./gateway-error.js";
import { parseJson } from "./json.js";
import { isJsonMediaType, parseMediaType } from "./media-type.js";
import type { Validation } from "./route.js";
import type { Validator } from "./validation.js";
import { findProblems } from "./validation.js";

/**
 * Checks the body as Amazon API Gateway does: against the model of its media type. No Content-Type
 * counts as JSON, an absent body as `{}`, and a media type without a model is not checked.
 */
export function requireModel(
  models: Readonly<Record<string, Validator>>,
): NonNullable<Validation["body"]> {
  return (request) => {
    const contentType = request.header("content-type");
    const mediaType =
      contentType === undefined ? "application/json" : (parseMediaType(contentType) ?? "");
    const name = Object.hasOwn(models, mediaType) ? mediaType : "$default";
    const model = Object.hasOwn(models, name) ? models[name] : undefined;
    if (model === undefined || !(name === "$default" || isJsonMediaType(mediaType))) {
      return undefined;
    }
    return (read) => {
      read.json = read.body?.length ? jsonBody(read.body) : {};
      const problems = findProblems(read.json, model, "body", read.route.errors);
      if (problems !== undefined) throw new GatewayError("bad-body", { problems });
    };
  };
}

function jsonBody(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch (cause) {
    throw new GatewayError("bad-body", { cause });
  }
}
