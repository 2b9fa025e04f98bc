import type { Code, Member } from "../code/code-kit.js";
import { array, call, key, lit, object, ts } from "../code/code-kit.js";
import type { Mapping, ResponseExpression, ResponseRule } from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";
import { mappedValue } from "./mapped-value.js";
import { optional } from "./optional-member.js";
import { planBodyTemplates } from "./plan-body-templates.js";
import { responseExpression } from "./plan-expression.js";
import type { ProjectNames } from "./project-names.js";

/** The rules by which an integration's answers become responses. */
export function planResponseRules(
  rules: readonly ResponseRule[],
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  return array(
    rules.map((rule) => {
      const expanded = rule.headers.length > 0 || rule.templates.length > 0;
      return object(ruleMembers(rule, module, names), { expanded });
    }),
  );
}

function ruleMembers(rule: ResponseRule, module: GeneratedModule, names: ProjectNames): Member[] {
  const { pattern, headers, templates, bodyAs } = rule;
  const when = () => call(module.runtime("statusPattern", "choose-response"), [lit(pattern ?? "")]);
  return [
    ...optional(pattern !== undefined, ts`when`, when),
    [ts`status`, lit(rule.status)],
    ...optional(headers.length > 0, ts`headers`, () => responseHeaders(headers, module)),
    ...optional(headers.some(readsBody), ts`mapsBody`, () => ts`true`),
    ...optional(bodyAs !== undefined, ts`bodyAs`, () => lit(bodyAs)),
    ...optional(templates.length > 0, ts`templates`, () =>
      planBodyTemplates(templates, module, names),
    ),
  ];
}

/** What a response mapping takes without looking at the request. */
const FROM_ANSWER: ReadonlySet<ResponseExpression["kind"]> = new Set([
  "body",
  "bodyMember",
  "constant",
  "header",
  "headerAll",
]);

function readsBody({ value }: Mapping<ResponseExpression>): boolean {
  return value.kind === "body" || value.kind === "bodyMember";
}

function responseHeaders(
  headers: readonly Mapping<ResponseExpression>[],
  module: GeneratedModule,
): Code {
  const kinds = headers.map(({ value }) => value.kind);
  const readsAnswer = kinds.some((kind) => kind !== "constant" && FROM_ANSWER.has(kind));
  const reads = kinds.some((kind) => !FROM_ANSWER.has(kind));
  const parameters = reads
    ? [readsAnswer ? ts`answer` : ts`_answer`, ts`request`]
    : readsAnswer
      ? [ts`answer`]
      : [];
  const members = headers.map(
    (header) => [key(header.name), responseExpression(header.value, module)] as const,
  );
  return mappedValue(parameters, object(members, { expanded: members.length > 1 }));
}
