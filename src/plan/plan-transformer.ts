import type { Code, Identifier } from "../code/code-kit.js";
import { call, doc, identifier, lines, lit, toIdentifier, ts } from "../code/code-kit.js";
import type { BodyTemplate } from "../model/body-template.js";
import { constantText } from "../model/body-template.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import { compileTemplate } from "../template-language/compile-template.js";
import { GeneratedModule } from "./generated-module.js";
import type { Element } from "./names.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** A mapping template of an operation that depends on its message. */
export interface Transformer {
  readonly template: BodyTemplate;
  readonly operation: Operation;
  /** Which of the operation's templates it is: `request template for application/xml`. */
  readonly role: string;
  /** The same in a name; that of the usual one is short. */
  readonly suffix: string;
}

/** The mapping templates that become functions. */
export function transformersOf({ operations }: Pick<GatewayModel, "operations">): Transformer[] {
  return operations.flatMap((operation) => {
    const { integration } = operation;
    if (!("requestTemplates" in integration)) return [];
    const { requestTemplates, responses } = integration;
    const all = [
      ...requestTemplates.map((template) => transformer(operation, "request", "", template)),
      ...responses.flatMap(({ pattern, templates }) =>
        templates.map((template) => transformer(operation, "response", pattern ?? "", template)),
      ),
    ];
    return all.filter(({ template }) => isCompiled(template));
  });
}

/** What a name is made of. */
export function transformerElement({ operation, role, suffix }: Transformer, of: string): Element {
  const wanted = toIdentifier(`${of} ${suffix}`);
  return { element: `${routeOf(operation)} ${role}`, wanted, exact: false };
}

/** The file of a mapping template's function. */
export function planTransformer(
  { template, operation, role }: Transformer,
  { names, runtime }: ProjectContext,
): readonly PlannedFile[] {
  if (template.statements === undefined) return [];
  const functionName = names.transformer(template);
  const module = new GeneratedModule(pathOf(functionName), runtime, [functionName]);
  const { declaration } = compileTemplate(template.source, template.statements, {
    functionName,
    runtime: (exported, file) => module.runtime(exported, file),
    runtimeType: (exported, file) => module.runtimeType(exported, file),
    given: new Map(template.given.map(({ variable, value }) => [variable, value.name])),
  });
  const said = doc(`The ${role} of \`${routeOf(operation)}\`.`);
  const declarations = lines([said, declaration]);
  return [generatedFile(module.path, "declarations.ts", { declarations })];
}

/** A body template as a route has it: a text, or what renders one. */
export function bodyTemplateCode(
  template: BodyTemplate,
  module: GeneratedModule,
  nameOf: (template: BodyTemplate) => Identifier,
): Code {
  const text = constantText(template);
  if (text !== undefined) return lit(text);
  if (template.statements === undefined) {
    return module.runtime("brokenTemplate", "broken-template");
  }
  const name = nameOf(template);
  const function_ = module.import(name, pathOf(name));
  const patterns = template.source.includes("=~")
    ? [ts`new ${module.runtime("Re2PathPatterns", "velocity/re2-path-patterns")}()`]
    : [];
  const made = module.runtime("mappingTemplate", "velocity/mapping-template");
  return call(made, [function_, ...patterns]);
}

function isCompiled(template: BodyTemplate): boolean {
  return template.statements !== undefined && constantText(template) === undefined;
}

function pathOf(name: Identifier): string {
  return `transformers/${identifier(name)}.ts`;
}

function transformer(
  operation: Operation,
  phase: "request" | "response",
  pattern: string,
  template: BodyTemplate,
): Transformer {
  const { mediaType } = template;
  const isUsual = mediaType === "application/json";
  const forStatus = pattern === "" ? "" : ` (${pattern})`;
  const role = `${phase} template${forStatus} for ${mediaType}`;
  const suffix = [phase, pattern, isUsual ? "" : mediaType].join(" ");
  return { template, operation, role, suffix };
}
