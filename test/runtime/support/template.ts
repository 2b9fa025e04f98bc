import type { BodyTemplate, TemplateMessage } from "../../../templates/runtime/body-template.js";

/** A template that renders these texts, one after the other, and overrides nothing. */
export function template(
  texts: (message: TemplateMessage) => readonly (string | undefined)[],
): BodyTemplate {
  return (message) => ({
    text: texts(message).join(""),
    request: { headers: (mapped) => mapped, query: (mapped) => mapped, path: () => undefined },
    response: { status: undefined, headers: (headers) => headers },
  });
}
