import { mockStatus } from "../../templates/runtime/mock-status.js";
import type { Code, Identifier, Member } from "../code/code-kit.js";
import { array, arrow, call, key, lit, object, print, ts } from "../code/code-kit.js";
import type {
  HttpApiProxyIntegration,
  HttpCall,
  HttpIntegration,
  Integration,
  Mapping,
  MockIntegration,
  RequestExpression,
  ResponseExpression,
  ResponseRule,
  Template,
} from "../model/integration.js";
import type { BodyTemplate } from "../model/body-template.js";
import { constantText } from "../model/body-template.js";
import type { GeneratedModule } from "./generated-module.js";
import { mappedValue } from "./mapped-value.js";
import { readsRequest, requestExpression, responseExpression } from "./plan-expression.js";
import { mapsBody, planRequestChanges, planResponseMappings } from "./plan-parameter-mapping.js";
import { bodyTemplateCode } from "./plan-transformer.js";
import { templateExpression } from "./plan-template.js";
import type { ProjectNames } from "./project-names.js";

/** The call that makes an operation's integration. */
export function planIntegration(
  integration: Integration,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  switch (integration.kind) {
    case "http-proxy":
      return options(module.runtime("httpProxy", "http-proxy"), [
        ...httpCall(integration, module, names),
        ...optional(integration.streams === true, ts`streams`, () => ts`true`),
      ]);
    case "http-api-proxy":
      return options(
        module.runtime("httpApiProxy", "http-api-proxy"),
        httpApiProxy(integration, module, names),
      );
    case "http":
      return options(module.runtime("http", "http"), [
        ...httpCall(integration, module, names),
        ...requestTemplates(integration, module, names),
        [ts`responses`, responseRules(integration.responses, module, names)],
      ]);
    case "mock":
      return options(module.runtime("mock", "mock"), mockMembers(integration, module, names));
    case "misconfigured":
      return call(module.runtime("misconfigured", "misconfigured"), [lit(integration.why)]);
    case "not-implemented":
      return call(module.runtime("notImplemented", "not-implemented"), [lit(integration.why)]);
  }
}

function options(callee: Code, members: readonly Member[]): Code {
  return call(callee, [object(members, { expanded: true })]);
}

function httpCall(integration: HttpCall, module: GeneratedModule, names: ProjectNames): Member[] {
  const upstream = names.upstream(integration.upstream);
  const { query, headers, uriQuery, path, bodyAs } = integration;
  const expressions = [
    ...valuesOf(path),
    ...valuesOf(uriQuery),
    ...[...query, ...headers].map(({ value }) => value),
  ];
  const mapsBody = expressions.some(({ kind }) => kind === "body" || kind === "bodyMember");
  return [
    upstreamMember(upstream, module),
    [ts`method`, lit(integration.method)],
    [ts`path`, templateFunction(path, module)],
    ...optional(uriQuery.length > 0, ts`uriQuery`, () => templateFunction(uriQuery, module)),
    ...optional(query.length > 0, ts`query`, () => mappedValues(query, module)),
    ...optional(headers.length > 0, ts`headers`, () => mappedValues(headers, module)),
    ...optional(mapsBody, ts`mapsBody`, () => ts`true`),
    ...optional(bodyAs !== undefined, ts`bodyAs`, () => lit(bodyAs)),
    [ts`timeoutMs`, lit(integration.timeoutMs)],
  ];
}

function httpApiProxy(
  integration: HttpApiProxyIntegration,
  module: GeneratedModule,
  names: ProjectNames,
): Member[] {
  const { query, headers, uriQuery, path, responses } = integration;
  const looksIntoBody =
    [...query, ...headers].some(mapsBody) ||
    path.some((part) => part.kind === "parameter" && part.value.kind === "body");
  return [
    upstreamMember(names.upstream(integration.upstream), module),
    [ts`method`, lit(integration.method)],
    [ts`path`, templateFunction(path, module)],
    ...optional(uriQuery.length > 0, ts`uriQuery`, () => templateFunction(uriQuery, module)),
    ...optional(query.length > 0, ts`query`, () => planRequestChanges(query, module)),
    ...optional(headers.length > 0, ts`headers`, () => planRequestChanges(headers, module)),
    ...optional(looksIntoBody, ts`mapsBody`, () => ts`true`),
    [ts`timeoutMs`, lit(integration.timeoutMs)],
    ...optional(responses.length > 0, ts`responses`, () => planResponseMappings(responses, module)),
  ];
}

/** `upstream: animals`, or short where it is called just that. */
function upstreamMember(upstream: Identifier, module: GeneratedModule): Member {
  const use = module.import(upstream, `integrations/${upstream}.ts`);
  return print(use) === "upstream" ? use : [ts`upstream`, use];
}

function optional(wanted: boolean, label: Code, value: () => Code): Member[] {
  return wanted ? [[label, value()]] : [];
}

function valuesOf(template: Template): readonly RequestExpression[] {
  return template.flatMap((part) => (part.kind === "value" ? [part.value] : []));
}

function templateFunction(template: Template, module: GeneratedModule): Code {
  const overrides = template.some(
    (part) => "override" in part || (part.kind === "value" && part.name),
  );
  const reads = template.some((part) => part.kind !== "text");
  const parameters = overrides ? [ts`request`, ts`override`] : reads ? [ts`request`] : [];
  return arrow(parameters, templateExpression(template, module));
}

function mappedValues(
  mappings: readonly Mapping<RequestExpression>[],
  module: GeneratedModule,
): Code {
  const reads = mappings.some(({ value }) => readsRequest(value));
  const members = mappings.map(
    (mapping) => [key(mapping.name), requestExpression(mapping.value, module)] as const,
  );
  return mappedValue(reads ? [ts`request`] : [], object(members, { expanded: members.length > 1 }));
}

function requestTemplates(
  { requestTemplates: templates, otherwise }: HttpIntegration,
  module: GeneratedModule,
  names: ProjectNames,
): Member[] {
  return [
    ...optional(templates.length > 0, ts`requestTemplates`, () =>
      bodyTemplates(templates, module, names),
    ),
    ...optional(otherwise !== "pass through", ts`otherwise`, () => lit(otherwise)),
  ];
}

function bodyTemplates(
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

/** The status that a template renders is known already where it is a text. */
function mockMembers(
  { requestTemplates: templates, otherwise, responses }: MockIntegration,
  module: GeneratedModule,
  names: ProjectNames,
): Member[] {
  const statuses = templates.map((template) => {
    const text = constantText(template);
    const status =
      text === undefined
        ? bodyTemplateCode(template, module, (each) => names.transformer(each))
        : lit(mockStatus(text));
    return [key(template.mediaType), status] as const;
  });
  return [
    [ts`statusCode`, object(statuses)],
    [ts`otherwise`, lit(otherwise)],
    [ts`responses`, responseRules(responses, module, names)],
  ];
}

function responseRules(
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
    ...optional(templates.length > 0, ts`templates`, () => bodyTemplates(templates, module, names)),
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
