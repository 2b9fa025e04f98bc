import type { Code, Member } from "../code/code-kit.js";
import { arrow, key, lit, object, ts } from "../code/code-kit.js";
import type { MappedCall, Mapping, RequestExpression, Template } from "../model/integration.js";
import type { GeneratedModule } from "./generated-module.js";
import { mappedValue } from "./mapped-value.js";
import { optional } from "./optional-member.js";
import { readsRequest, requestExpression } from "./plan-expression.js";
import { templateExpression } from "./plan-template.js";

/** What an integration sends of which the document maps each part. */
export function planMappedCall(integration: MappedCall, module: GeneratedModule): Member[] {
  const { query, headers, uriQuery, path, bodyAs } = integration;
  const expressions = [
    ...valuesOf(path),
    ...valuesOf(uriQuery),
    ...[...query, ...headers].map(({ value }) => value),
  ];
  const mapsBody = expressions.some(({ kind }) => kind === "body" || kind === "bodyMember");
  return [
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

function valuesOf(template: Template): readonly RequestExpression[] {
  return template.flatMap((part) => (part.kind === "value" ? [part.value] : []));
}

/** A path or a query, as a function of what it is made of. */
export function templateFunction(template: Template, module: GeneratedModule): Code {
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
