import { mockStatus } from "../../templates/runtime/mock-status.js";
import type { Code, Identifier, Member } from "../code/code-kit.js";
import { call, key, lit, object, print, ts } from "../code/code-kit.js";
import type { HttpApiProxyIntegration, HttpCall, MockIntegration } from "../model/integration.js";
import { constantText } from "../model/body-template.js";
import type { GeneratedModule } from "./generated-module.js";
import type { Operation } from "../model/gateway-model.js";
import { optional } from "./optional-member.js";
import { planRequestTemplates } from "./plan-body-templates.js";
import { planLambda } from "./plan-lambda.js";
import { planHandler } from "./plan-handlers.js";
import { planMappedCall, templateFunction } from "./plan-mapped-call.js";
import { mapsBody, planRequestChanges, planResponseMappings } from "./plan-parameter-mapping.js";
import { planResponseRules } from "./plan-response-rules.js";
import { planService, planServiceAction } from "./plan-service.js";
import { bodyTemplateCode } from "./plan-transformer.js";
import type { ProjectNames } from "./project-names.js";

/** The call that makes an operation's integration. */
export function planIntegration(
  operation: Operation,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  const { integration } = operation;
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
        ...planRequestTemplates(integration, module, names),
        [ts`responses`, planResponseRules(integration.responses, module, names)],
      ]);
    case "lambda-proxy":
    case "http-api-lambda":
    case "lambda":
      return planLambda(integration, module, names);
    case "aws-service":
      return planService(integration, module, names);
    case "aws-action":
      return planServiceAction(integration, module);
    case "mock":
      return options(module.runtime("mock", "mock"), mockMembers(integration, module, names));
    case "handler":
      return planHandler({ operation, integration }, module, names);
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
  return [upstreamMember(upstream, module), ...planMappedCall(integration, module)];
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
    [ts`responses`, planResponseRules(responses, module, names)],
  ];
}
