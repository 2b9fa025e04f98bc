import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { HttpApiProxyIntegration, Template, TemplatePart } from "../../model/integration.js";
import type { MappedText, ParameterExpression } from "../../model/parameter-mapping.js";
import { DEFAULT_ROUTE } from "../openapi/read-operations.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import { encodeUnsafe, type UriPiece } from "./parse-uri.js";
import { isPrivate, privateTarget } from "./private-integration.js";
import { readUri } from "./read-http-call.js";
import { readRequestChanges, readResponseMappings } from "./read-parameter-mappings.js";
import { readTimeout, TIMEOUTS } from "./read-timeout.js";
import { readTlsConfig } from "./read-tls-config.js";
import type { UpstreamReader } from "./upstream-reader.js";

/** Reads an `http_proxy` integration of an HTTP API; undefined when there is nothing to call. */
export function readHttpApiIntegration(
  integration: Cursor,
  read: DocumentOperation,
  upstreams: UpstreamReader,
): HttpApiProxyIntegration | undefined {
  const { headers, query, path } = readRequestChanges(integration);
  const responses = readResponseMappings(integration);
  const timeoutMs = readTimeout(integration, TIMEOUTS.http);
  const target = readTarget(integration, read, upstreams);
  return (
    target && {
      kind: "http-api-proxy",
      ...target,
      method: integration.wordAt("httpMethod")?.toUpperCase() ?? read.method,
      ...(path && { path: mappedPath(path) }),
      query,
      headers,
      timeoutMs,
      responses,
    }
  );
}

type Target = Pick<HttpApiProxyIntegration, "upstream" | "path" | "uriQuery">;

function readTarget(
  integration: Cursor,
  read: DocumentOperation,
  upstreams: UpstreamReader,
): Target | undefined {
  const arn = privateTarget(integration);
  if (arn !== undefined) {
    // Private integrations get the path of the request, behind the stage.
    const path: Template = [{ kind: "requestPath", withStage: true }];
    return { upstream: upstreams.readPrivate(arn, readTlsConfig(integration)), path, uriQuery: [] };
  }
  const uri = readUri(integration);
  if (uri === undefined) return undefined;
  if (isPrivate(integration)) {
    const at = integration.get("connectionType")?.at;
    integration.reporter.report("private-integration", at, { where: "at its uri" });
  }
  const fill = (pieces: readonly UriPiece[]) =>
    pieces.map((piece) => fillIn(piece, read, integration));
  const path = fill(uri.path);
  const upstream = upstreams.read(uri.origin, readTlsConfig(integration));
  const isAppended =
    DEFAULT_ROUTE.test(read.path) && uri.path.every((piece) => piece.kind !== "parameter");
  return { upstream, path: isAppended ? appendPath(path) : path, uriQuery: fill(uri.query) };
}

/** `{name}` is the path parameter of the route. */
function fillIn(piece: UriPiece, read: DocumentOperation, integration: Cursor): TemplatePart {
  if (piece.kind === "text") return piece;
  if (piece.kind !== "parameter") return { kind: "configured", value: piece };
  const { name } = piece;
  const parameter = read.pathParameters.find((each) => each.name === name);
  if (parameter?.greedy === true) return { kind: "greedy", name };
  if (parameter !== undefined) return { kind: "value", value: { kind: "path", name } };
  const names = read.pathParameters.map((each) => each.name);
  const details = { name, route: read.route, nearest: didYouMean(name, names) };
  integration.reporter.report("unknown-uri-parameter", integration.get("uri")?.at, details);
  return { kind: "text", text: encodeURIComponent(`{${name}}`) };
}

/** The path of the request behind that of the URI, which loses its last slash. */
function appendPath(path: Template): Template {
  const last = path.at(-1);
  const before = path.slice(0, -1);
  if (last?.kind === "text" && last.text.endsWith("/")) {
    const text = last.text.slice(0, -1);
    return [...before, ...(text === "" ? [] : [{ kind: "text", text } as const]), WHOLE];
  }
  return [...path, WHOLE];
}

const WHOLE = { kind: "requestPath", withStage: false } as const;

/** `overwrite:path`: what comes from the request's path keeps its slashes, other values do not. */
function mappedPath(text: MappedText<ParameterExpression>): Template {
  const parts = text.map((part): TemplatePart => {
    if (part.kind === "text")
      return { kind: "text", text: encodeUnsafe(part.text).replaceAll("?", "%3F") };
    const { value } = part;
    if (value.kind === "requestPath") return WHOLE;
    if (value.kind === "path") return { kind: "greedy", name: value.name };
    return value.kind === "variable" || value.kind === "stageVariable"
      ? { kind: "configured", value }
      : { kind: "parameter", value };
  });
  const [first] = parts;
  const isRooted =
    first?.kind === "requestPath" || (first?.kind === "text" && first.text.startsWith("/"));
  return isRooted ? parts : [{ kind: "text", text: "/" }, ...parts];
}
