import type { Code, Member } from "../code/code-kit.js";
import { key, lit, object, ts } from "../code/code-kit.js";
import type { BodyTemplate } from "../model/body-template.js";
import type { HttpIntegration } from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";
import { optional } from "./optional-member.js";
import { bodyTemplateCode } from "./plan-transformer.js";
import type { ProjectNames } from "./project-names.js";

/** What a request's body is made of by media type, and what becomes of others. */
export function planRequestTemplates(
  {
    requestTemplates: templates,
    otherwise,
  }: Pick<HttpIntegration, "requestTemplates" | "otherwise">,
  module: GeneratedModule,
  names: ProjectNames,
): Member[] {
  return [
    ...optional(templates.length > 0, ts`requestTemplates`, () =>
      planBodyTemplates(templates, module, names),
    ),
    ...optional(otherwise !== "pass through", ts`otherwise`, () => lit(otherwise)),
  ];
}

/** Templates by media type. */
export function planBodyTemplates(
  templates: readonly BodyTemplate[],
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  return object(
    templates.map((template) => [
      key(template.mediaType),
      bodyTemplateCode(template, module, (each) => names.transformer(each)),
    ]),
  );
}
