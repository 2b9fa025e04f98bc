import type { BodyTemplate, RenderedTemplate } from "./body-template.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { parseMediaType } from "./media-type.js";

/** What becomes of a request for whose media type there is no template. */
export type WithoutTemplate = "pass through" | "unsupported media type";

/**
 * Under which key the template for a request's media type stands, if there is one. A request without
 * a Content-Type counts as JSON; `$default` is for all that no other is for.
 */
export function findRequestTemplate(
  templates: Readonly<Record<string, unknown>>,
  request: Exchange,
): string | undefined {
  const contentType = request.header("content-type");
  const mediaType =
    contentType === undefined ? "application/json" : (parseMediaType(contentType) ?? "");
  return [mediaType, "$default"].find((key) => Object.hasOwn(templates, key));
}

/** The same; undefined passes the body through, and is refused where it must not. */
export function chooseRequestTemplate(
  templates: Readonly<Record<string, unknown>>,
  otherwise: WithoutTemplate,
  request: Exchange,
): string | undefined {
  const key = findRequestTemplate(templates, request);
  if (key === undefined && otherwise !== "pass through") {
    throw new GatewayError("unsupported-media-type");
  }
  return key;
}

/** What a template makes of a request's body; undefined where there is none for it. */
export function renderRequest(
  template: BodyTemplate | undefined,
  body: Buffer | undefined,
  request: Exchange,
): (Pick<RenderedTemplate, "text"> & Partial<RenderedTemplate>) | undefined {
  if (typeof template !== "function")
    return template === undefined ? undefined : { text: template };
  const rendered = template({ phase: "request", body: body?.toString("utf8") ?? "", request });
  request.responseOverride = rendered.response;
  return rendered;
}
