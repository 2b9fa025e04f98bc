import type { Integration, Mapping, RequestExpression, Template } from "../model/integration.js";
import type { ParameterChange, ParameterExpression } from "../model/parameter-mapping.js";
import type { ExampleRequest, SentParameter } from "./example-request.js";

/** What an upstream surely gets of an example request. */
export interface ExampleCall {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Those that the document maps, as far as they are known. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whether the client's body comes as it was sent. */
  readonly keepsBody: boolean;
}

export type HttpKind = Extract<Integration, { readonly upstream: string }>;

/**
 * What reaches the upstream; undefined where that is not plain.
 * @param query what the client sends, encoded, without its `?`
 */
export function exampleCall(
  integration: HttpKind,
  request: ExampleRequest,
  query: string,
): ExampleCall | undefined {
  const { uriQuery, bodyAs } = integration;
  const path = filledTemplate(integration.path, request);
  const own = filledTemplate(uriQuery, request);
  const mapped = mappedQuery(integration, request);
  if (!path?.startsWith("/") || own === undefined || mapped === undefined) return undefined;
  const passes = integration.kind !== "http";
  const parts = [own, passes ? query : "", mapped].filter((part) => part !== "");
  return {
    method: integration.method === "ANY" ? request.method : integration.method,
    target: parts.length === 0 ? path : `${path}?${parts.join("&")}`,
    headers: mappedHeaders(integration, request),
    keepsBody:
      bodyAs === undefined &&
      (integration.kind !== "http" || integration.requestTemplates.length === 0),
  };
}

/** What is the same encoded or not, and as a path. */
const PLAIN = /^[\w~/:-](?:\.?[\w~/:=&-])*$/;

function filledTemplate(template: Template, request: ExampleRequest): string | undefined {
  const parts = template.map((part) => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "value":
        return part.value.kind === "path" ? textOf("path", part.value.name, request) : undefined;
      case "parameter":
        return part.value.kind === "path" ? textOf("path", part.value.name, request) : undefined;
      case "greedy":
      case "sent":
        return textOf("path", part.name, request);
      case "requestPath":
        return part.withStage ? undefined : request.path;
      case "configured":
        return undefined;
    }
  });
  if (parts.includes(undefined)) return undefined;
  const text = parts.join("");
  return text === "" || PLAIN.test(text) ? text : undefined;
}

/** The text of a parameter that was sent once. */
function textOf(
  place: SentParameter["in"],
  name: string,
  { parameters }: ExampleRequest,
): string | undefined {
  const isNamed = (each: string) =>
    place === "header" ? each.toLowerCase() === name.toLowerCase() : each === name;
  const sent = parameters.filter((each) => each.in === place && isNamed(each.name));
  const [text, ...more] = sent.flatMap(({ texts }) => texts);
  return more.length === 0 ? text : undefined;
}

/** Query parameters that the mapping sets; undefined where one is not known. */
function mappedQuery(integration: HttpKind, request: ExampleRequest): string | undefined {
  if (integration.kind === "http-api-proxy") return integration.query.length === 0 ? "" : undefined;
  const parts = integration.query.map(({ name, value }) => {
    if (!/^[\w.~-]+$/.test(name)) return undefined;
    const isLeftOut =
      (value.kind === "query" || value.kind === "header" || value.kind === "queryAll") &&
      !request.parameters.some((each) => each.name.toLowerCase() === value.name.toLowerCase());
    if (isLeftOut) return "";
    const text = mappedText(value, request);
    return text !== undefined && /^[\w.~-]+$/.test(text) ? `${name}=${text}` : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.filter((part) => part !== "").join("&");
}

function mappedText(value: RequestExpression, request: ExampleRequest): string | undefined {
  switch (value.kind) {
    case "constant":
      return value.value;
    case "path":
    case "header":
      return textOf(value.kind, value.name, request);
    case "query": {
      const text = textOf("query", value.name, request);
      return text?.includes("%") === true ? undefined : text;
    }
    default:
      return undefined;
  }
}

/** Headers of which nobody else has anything to say. */
const OWN_HEADER = /^x-(?!amz|forwarded|http|original|real|rewrite)[a-z\d-]+$/i;

function mappedHeaders(
  integration: HttpKind,
  request: ExampleRequest,
): readonly (readonly [string, string])[] {
  const mapped =
    integration.kind === "http-api-proxy"
      ? integration.headers.map(overwrittenText)
      : integration.headers.map(({ name, value }: Mapping<RequestExpression>) => ({
          name,
          text: mappedText(value, request),
        }));
  const isOnce = (name: string) =>
    mapped.filter((each) => each.name.toLowerCase() === name.toLowerCase()).length === 1;
  return mapped.flatMap(({ name, text }) => {
    const isPlain = text !== undefined && /^[!-~](?:[ -~]*[!-~])?$/.test(text);
    return isPlain && OWN_HEADER.test(name) && isOnce(name) ? [[name.toLowerCase(), text]] : [];
  });
}

function overwrittenText(change: ParameterChange<ParameterExpression>) {
  const { name } = change;
  if (change.action !== "overwrite") return { name, text: undefined };
  const texts = change.value.map((part) => (part.kind === "text" ? part.text : undefined));
  return { name, text: texts.includes(undefined) ? undefined : texts.join("") };
}
