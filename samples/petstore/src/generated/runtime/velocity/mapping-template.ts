import type { BodyTemplate, TemplateMessage } from "../body-template.js";
import { GatewayError } from "../gateway-error.js";
import type { Exchange } from "../exchange.js";
import { headerValues } from "../header-values.js";
import { boundedText } from "./bounds.js";
import { Input, type InputParams } from "./input.js";
import type { PathPatterns } from "./path-patterns.js";
import { overridesIn, templateContext } from "./template-context.js";
import type { RenderTemplate } from "./template-scope.js";
import { UnparsableJson } from "./unparsable-json.js";
import type { Value } from "./value.js";

/**
 * Renders a compiled mapping template of messages.
 * @param patterns for JSONPaths with `=~`
 */
export function mappingTemplate(render: RenderTemplate, patterns?: PathPatterns): BodyTemplate {
  return (message) => {
    const { request, body } = message;
    const context = templateContext(request);
    const input = new Input({ body, params: paramsOf(request), patterns });
    const { stageVariables, variables } = request.settings;
    const scope = {
      input,
      context,
      stageVariables: mapOf(stageVariables),
      variables: mapOf(variables),
    };
    try {
      return { text: boundedText(render(scope)), ...overridesIn(context) };
    } catch (cause) {
      throw new GatewayError(failureOf(message, cause), { cause });
    }
  };
}

/** A client that sends what is no JSON is told so; all else is the template's or the upstream's fault. */
function failureOf(
  { phase }: TemplateMessage,
  cause: unknown,
): "invalid-json" | "configuration-error" {
  return phase === "request" && cause instanceof UnparsableJson
    ? "invalid-json"
    : "configuration-error";
}

function paramsOf(request: Exchange): InputParams {
  const { rawHeaders } = request.incoming;
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  const header = new Map(names.map((name) => [name, headerValues(rawHeaders, name).at(-1) ?? ""]));
  const querystring = new Map(
    [...request.queryParameters].map(([name, values]) => [name, values.at(-1) ?? ""]),
  );
  const path = new Map(request.pathNames.map((name) => [name, request.path(name) ?? ""]));
  return { path, querystring, header };
}

function mapOf(record: Readonly<Record<string, string>>): Map<Value, Value> {
  return new Map<Value, Value>(Object.entries(record));
}
