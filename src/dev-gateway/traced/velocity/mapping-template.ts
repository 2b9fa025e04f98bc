import type { BodyTemplate } from "../../../../templates/runtime/body-template.js";
import { mappingTemplate as compiled } from "../../../../templates/runtime/velocity/mapping-template.js";
import { traces, wholeBody } from "../../trace.js";

/** A mapping template that shows what it renders. */
export function mappingTemplate(...given: Parameters<typeof compiled>): BodyTemplate {
  const template = compiled(...given);
  if (typeof template === "string") return template;
  return (message) => {
    const rendered = template(message);
    const title = `the ${message.phase} template rendered`;
    traces.getStore()?.show({ title, body: wholeBody(rendered.text) });
    return rendered;
  };
}
