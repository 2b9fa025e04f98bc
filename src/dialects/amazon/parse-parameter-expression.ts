import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type {
  AnswerExpression,
  BodyExpression,
  ContextExpression,
  ParameterExpression,
} from "../../model/parameter-mapping.js";
import { parseJsonPath } from "./parse-json-path.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused, NAME, parseSharedExpression } from "./parse-shared-expression.js";

/** Context variables of REST APIs that HTTP APIs do not have. */
const NOT_IN_HTTP_APIS =
  /^(?:identity\.(?:apiKey|accessKey|vpc)|isCanaryRequest$|deploymentId$|resource|waf|webacl|xrayTraceId$)/;

/** Parses what a request mapping of an HTTP API takes: `request.header.x`, without its `$`. */
export function parseParameterExpression(
  text: string,
): ParameterExpression | ContextExpression | Refused {
  const shared = parseContext(text);
  if (shared !== undefined) return shared;
  if (text === "request.path") return { kind: "requestPath" };
  const body = bodyOf(text, "request");
  if (body !== undefined) return body;
  const [, source, name] = /^request\.(header|querystring|path)\.(.+)$/s.exec(text) ?? [];
  if (source === undefined || name === undefined) return unknownSource(text, REQUEST_SOURCES);
  if (source === "header") return { kind: "header", name };
  return source === "path" ? { kind: "path", name } : { kind: "query", name };
}

/** Parses what a response mapping of an HTTP API takes. */
export function parseAnswerExpression(
  text: string,
): AnswerExpression | ContextExpression | Refused {
  const shared = parseContext(text);
  if (shared !== undefined) return shared;
  const body = bodyOf(text, "response");
  if (body !== undefined) return body;
  const [, name] = /^response\.header\.(.+)$/s.exec(text) ?? [];
  return name === undefined ? unknownSource(text, ANSWER_SOURCES) : { kind: "header", name };
}

const REQUEST_SOURCES = [
  "request.header",
  "request.querystring",
  "request.path",
  "request.body",
  "context",
  "stageVariables",
];
const ANSWER_SOURCES = ["response.header", "response.body", "context", "stageVariables"];

/** Stage variables and context variables; undefined for anything else. */
function parseContext(text: string): ContextExpression | Refused | undefined {
  const [, name] = /^context\.(.+)$/s.exec(text) ?? [];
  if (name === "routeKey") return { kind: "context", variable: { kind: "known", path: [name] } };
  if (name !== undefined && NOT_IN_HTTP_APIS.test(name)) {
    const why = `HTTP APIs have no context variable "${name}"`;
    return { refused: "malformed", why, fix: "map something else, or remove the mapping" };
  }
  const shared = parseSharedExpression(text);
  if (shared === undefined || isRefused(shared)) return shared;
  return shared.kind === "stageVariable" || shared.kind === "context" ? shared : undefined;
}

function bodyOf(text: string, from: string): BodyExpression | Refused | undefined {
  const [, path] = /^(?:request|response)\.body((?:[.[].*)?)$/s.exec(text) ?? [];
  if (path === undefined || !text.startsWith(from)) return undefined;
  const keys = path.includes("..") ? undefined : parseJsonPath(path.replace(/^\./, ""));
  if (keys !== undefined) return { kind: "body", keys };
  return { refused: "unsupported", why: "only members and indexes of the body can be mapped" };
}

function unknownSource(text: string, sources: readonly string[]): Refused {
  const [, source = text] = /^((?:request|response)\.[A-Za-z]+|[A-Za-z]+)/.exec(text) ?? [];
  const nearest = didYouMean(source, sources);
  const shown = sources.map((each) => `$${each}`);
  const fix =
    nearest === undefined
      ? `begin with ${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`
      : `did you mean "$${nearest}"?`;
  const why = NAME.test(text) ? "it names no source" : `"${text}" is not a name`;
  return { refused: "malformed", why, fix };
}
