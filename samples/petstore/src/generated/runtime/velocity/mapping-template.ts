import type { BodyTemplate, TemplateMessage } from "../body-template.js";
import { GatewayError } from "../gateway-error.js";
import type { Exchange } from "../exchange.js";
import { boundedText } from "./bounds.js";
import { Input, type InputParams } from "./input.js";
import type { PathPatterns } from "./path-patterns.js";
import { overridesOf, templateContext } from "./template-context.js";
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
    const { settings } = request;
    // A template takes out of it what it uses, and the rest is never made.
    const scope = {
      input: new Input({ body, params: new RequestParams(request), patterns }),
      get context() {
        return templateContext(request);
      },
      get stageVariables() {
        return mapOf(settings.stageVariables);
      },
      get variables() {
        return mapOf(settings.variables);
      },
    };
    try {
      return { text: boundedText(render(scope)), ...overridesOf(request) };
    } catch (cause) {
      throw new GatewayError(failureOf(message, cause), { cause });
    }
  };
}

/** A client that sends what is no JSON is told so; all else is the template's or the upstream's fault. */
function failureOf(
  { phase }: TemplateMessage,
  cause: unknown,
): "unparsable-payload" | "configuration-error" {
  return phase === "request" && cause instanceof UnparsableJson
    ? "unparsable-payload"
    : "configuration-error";
}

/** The parameters of a request, each kind of them made when it is first asked for. */
class RequestParams implements InputParams {
  #path: ReadonlyMap<string, string> | undefined;
  #querystring: ReadonlyMap<string, string> | undefined;
  #header: ReadonlyMap<string, string> | undefined;

  constructor(readonly request: Exchange) {}

  get path(): ReadonlyMap<string, string> {
    const { request } = this;
    return (this.#path ??= new Map(
      request.pathNames.map((name) => [name, request.path(name) ?? ""]),
    ));
  }

  get querystring(): ReadonlyMap<string, string> {
    const { queryParameters } = this.request;
    return (this.#querystring ??= new Map(
      [...queryParameters].map(([name, values]) => [name, values.at(-1) ?? ""]),
    ));
  }

  get header(): ReadonlyMap<string, string> {
    return (this.#header ??= lastHeaders(this.request.rawHeaders));
  }
}

/** The last value of each header by its name as it was sent; names compare without case. */
function lastHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  for (const [index, name] of names.entries()) {
    last.set(name.toLowerCase(), rawHeaders[2 * index + 1] ?? "");
  }
  return new Map(names.map((name) => [name, last.get(name.toLowerCase()) ?? ""]));
}

function mapOf(record: Readonly<Record<string, string>>): Map<Value, Value> {
  return new Map<Value, Value>(Object.entries(record));
}
