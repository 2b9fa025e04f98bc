import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues, removeHeader } from "./header-values.js";
import type { Integration } from "./integration.js";
import { isHeaderValue } from "./mapping.js";

/** A text, or what makes one of the settings. */
export type HeaderText = string | ((request: Exchange) => string);

/** A change of headers; names compare without case. */
export type HeaderRule =
  /** Replaces what is there of the name. */
  | { readonly set: string; readonly value: HeaderText }
  /** Leaves what is there of the name. */
  | { readonly add: string; readonly value: HeaderText }
  | { readonly remove: string }
  /** Replaces what is there of the new name, if there is anything of the old one. */
  | { readonly rename: string; readonly to: string };

/** What the document changes of headers; the rules apply one after another. */
export interface HeaderRules {
  /** Of requests to the upstream, after the gateway's own handling of headers. */
  readonly request?: readonly HeaderRule[];
  /** Of the integration's responses, before the gateway adds headers of its own. */
  readonly response?: readonly HeaderRule[];
}

/** An integration with other headers in its requests and responses. */
export function withHeaders<Call, Answer>(
  integration: Integration<Call, Answer>,
  ...rules: readonly HeaderRules[]
): Integration<Call, Answer> {
  const ofRequests = rules.flatMap(({ request = [] }) => request);
  const ofResponses = rules.flatMap(({ response = [] }) => response);
  return {
    ...integration,
    mapRequest(request) {
      const call = integration.mapRequest(request);
      applyRules(headersOf(call), ofRequests, request);
      return call;
    },
    async mapResponse(answer, rule, request) {
      const response = await integration.mapResponse(answer, rule, request);
      const headers = [...response.headers];
      applyRules(headers, ofResponses, request);
      return { ...response, headers };
    },
  };
}

/** The headers of a call; what calls no upstream has none. */
function headersOf(call: unknown): string[] {
  const holds = typeof call === "object" && call !== null && "headers" in call;
  return holds && Array.isArray(call.headers) ? call.headers : [];
}

function applyRules(headers: string[], rules: readonly HeaderRule[], request: Exchange): void {
  for (const rule of rules) {
    if ("remove" in rule) removeHeader(headers, rule.remove);
    else if ("rename" in rule) rename(headers, rule.rename, rule.to);
    else {
      const value = textOf(rule.value, request);
      if ("set" in rule) removeHeader(headers, rule.set);
      headers.push("set" in rule ? rule.set : rule.add, value);
    }
  }
}

function rename(headers: string[], name: string, to: string): void {
  const values = headerValues(headers, name);
  if (values.length === 0) return;
  removeHeader(headers, name);
  removeHeader(headers, to);
  for (const value of values) headers.push(to, value);
}

/** What only the settings know is not checked before it is sent. */
function textOf(text: HeaderText, request: Exchange): string {
  if (typeof text === "string") return text;
  const value = text(request);
  if (!isHeaderValue(value)) throw new GatewayError("configuration-error");
  return value;
}
