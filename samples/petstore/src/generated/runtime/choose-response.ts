import { isRendered } from "./body-template.js";
import { chooseTemplate } from "./choose-template.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import type {
  ConvertBody,
  GatewayResponse,
  IntegrationAnswer,
  ResponseRule,
} from "./integration.js";
import { mappedFrom } from "./mapped.js";
import { isHeaderValue } from "./mapping.js";
import { UpstreamBody } from "./upstream-body.js";

/**
 * The rule for an integration's status. Of several whose pattern matches the whole of it, the one
 * that answers with this very status wins, else the first; then the rule without a pattern.
 * @param text what patterns match, where that is not the status
 */
export function chooseRule(
  rules: readonly ResponseRule[],
  status: number,
  text = String(status),
): ResponseRule {
  const matching = rules.filter((rule) => rule.when?.test(text) === true);
  const rule =
    matching.find((candidate) => candidate.status === status) ??
    matching[0] ??
    rules.find((candidate) => candidate.when === undefined);
  // No match for output mapping and no default configured.
  if (rule === undefined) throw new GatewayError("configuration-error");
  return rule;
}

/** A pattern that must match a whole status, without `.` matching line ends. */
export function statusPattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

/** Without a template, what is answered passes as it is. */
const PASSED = ["application/json", ""] as const;

/** Whether a rule's template must see the answer's body, so that it must be read whole. */
export function seesBody(rule: ResponseRule | undefined, request: Exchange): boolean {
  return isRendered(chooseTemplate(rule?.templates ?? {}, request)?.[1]);
}

/** Builds the response that a rule describes: only mapped headers, a template's text or the body. */
export function mapByRule(
  answer: IntegrationAnswer,
  rule: ResponseRule | undefined,
  request: Exchange,
  convert: ConvertBody | undefined = undefined,
): GatewayResponse {
  const headers: string[] = [];
  let typed = false;
  for (const [name, value] of Object.entries(mappedFrom(rule?.headers, answer, request) ?? {})) {
    if (value === undefined || !isHeaderValue(value)) continue;
    headers.push(name, value);
    typed ||= name.toLowerCase() === "content-type";
  }
  const { body } = answer;
  const converted = convert !== undefined && Buffer.isBuffer(body) ? convert(body) : body;
  const [mediaType, template] = chooseTemplate(rule?.templates ?? {}, request) ?? PASSED;
  if (!typed) headers.push("Content-Type", mediaType);
  const status = rule?.status ?? answer.status;
  if (template === "") return overridden({ status, headers, body: converted }, request);
  if (body instanceof UpstreamBody) body.cancel();
  if (!isRendered(template)) {
    return overridden({ status, headers, body: Buffer.from(template) }, request);
  }
  const text = Buffer.isBuffer(converted) ? converted.toString("utf8") : "";
  const rendered = template({ phase: "response", body: text, request });
  request.responseOverride = rendered.response;
  return overridden({ status, headers, body: Buffer.from(rendered.text) }, request);
}

/** A response with what the request's templates put in its place. */
function overridden(response: GatewayResponse, { responseOverride }: Exchange): GatewayResponse {
  if (responseOverride === undefined) return response;
  const headers = responseOverride.headers(response.headers);
  return { ...response, status: responseOverride.status ?? response.status, headers };
}
