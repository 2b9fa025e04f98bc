import Handlebars from "handlebars";
import { compileOptions } from "../../src/build/templates-plugin.mjs";

/** `text` compiled as the build compiles the templates of this repository. */
export function compileTemplate(text: string): TemplateSpecification {
  const source = String(Handlebars.precompile(text, { ...compileOptions }));
  return new Function(`return ${source}`)() as TemplateSpecification;
}
