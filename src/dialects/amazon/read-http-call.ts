import type { HeaderFate } from "../../../templates/runtime/mapped-headers.js";
import { sentUpstream } from "../../../templates/runtime/mapped-headers.js";
import type { Cursor } from "../../load/cursor.js";
import type {
  HttpCall,
  MappedCall,
  RequestExpression,
  Template,
  TemplatePart,
} from "../../model/integration.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import type { IntegrationUri, UriPiece } from "./parse-uri.js";
import { readOtherTools } from "./other-tools.js";
import { parseUri } from "./parse-uri.js";
import { parseRequestExpression } from "./parse-request-expression.js";
import type { Bodies } from "./read-content-handling.js";
import { readContentHandling } from "./read-content-handling.js";
import type { PlacedMapping } from "./read-mappings.js";
import { readMappings } from "./read-mappings.js";
import { readTimeout, TIMEOUTS } from "./read-timeout.js";
import { readTlsConfig } from "./read-tls-config.js";
import type { UpstreamReader } from "./upstream-reader.js";

const SYNTAX = {
  target: /^integration\.request\.(header|querystring|path)\.(.+)$/s,
  form: "integration.request.header.NAME, .querystring.NAME or .path.NAME",
  parse: parseRequestExpression,
};

/**
 * Reads the call that HTTP integrations make; undefined when there is nothing to call.
 * @param isOverridden whether a template may override parameters of the path
 */
export function readHttpCall(
  integration: Cursor,
  read: DocumentOperation,
  upstreams: UpstreamReader,
  bodies: Bodies,
  isOverridden = false,
): HttpCall | undefined {
  const uri = readUri(integration);
  const call = readMappedCall(integration, read, uri, sentUpstream, bodies, isOverridden);
  return uri && { upstream: upstreams.read(uri.origin, readTlsConfig(integration)), ...call };
}

/**
 * Reads what an integration of a REST API sends; without a URI, only to report what is wrong.
 * @param fateOf what becomes of a header that is mapped
 * @param isOverridden whether a template may override parameters of the path
 */
export function readMappedCall(
  integration: Cursor,
  read: DocumentOperation,
  uri: Pick<IntegrationUri, "path" | "query"> | undefined,
  fateOf: (header: string) => HeaderFate,
  bodies: Bodies,
  isOverridden: boolean,
): MappedCall {
  const mappings = readMappings(integration.get("requestParameters"), { ...SYNTAX, fateOf });
  const bodyAs = readContentHandling(integration, bodies);
  const timeoutMs = readTimeout(integration, TIMEOUTS.rest);
  const fill = (pieces: readonly UriPiece[] = []) =>
    fillIn(pieces, mappings, read, integration, isOverridden);
  const at = (place: string) =>
    mappings.filter((each) => each.place === place).map(({ name, value }) => ({ name, value }));
  return {
    method: integration.wordAt("httpMethod")?.toUpperCase() ?? read.method,
    path: fill(uri?.path),
    uriQuery: fill(uri?.query),
    query: at("querystring"),
    headers: at("header"),
    ...(bodyAs !== undefined && { bodyAs }),
    timeoutMs,
  };
}

/** Where an HTTP integration calls; undefined, with the reason reported, when that is nowhere. */
export function readUri(integration: Cursor): IntegrationUri | undefined {
  const { reporter } = integration;
  const cursor = integration.get("uri");
  if (cursor === undefined) {
    reporter.report("missing-uri", integration.keyAt);
    return undefined;
  }
  const pieces = cursor.pieces();
  if (pieces === undefined) return undefined;
  const parsed = parseUri(readOtherTools(pieces, cursor.source.variables));
  if (!("refused" in parsed)) return parsed;
  if (parsed.refused === "malformed") {
    const uri = cursor.prose();
    reporter.report("malformed-uri", cursor.at, { uri, why: parsed.why });
  } else {
    reporter.report("request-chooses-host", cursor.at, { part: parsed.part });
  }
  return undefined;
}

/** Placeholders are filled from the integration's own path parameters; others stay as they are. */
function fillIn(
  pieces: readonly UriPiece[],
  mappings: readonly PlacedMapping<RequestExpression>[],
  read: DocumentOperation,
  integration: Cursor,
  isOverridden: boolean,
): Template {
  const greedy = new Set(read.pathParameters.filter((each) => each.greedy).map(({ name }) => name));
  return pieces.map((piece): TemplatePart => {
    if (piece.kind === "text") return piece;
    if (piece.kind !== "parameter") return { kind: "configured", value: piece };
    const { name } = piece;
    const mapping = mappings.find((each) => each.place === "path" && each.name === name);
    if (mapping === undefined && isOverridden) {
      return { kind: "value", value: { kind: "constant", value: `{${name}}` }, name };
    }
    if (mapping === undefined) {
      integration.reporter.report("unmapped-uri-parameter", integration.get("uri")?.at, { name });
      return { kind: "text", text: encodeURIComponent(`{${name}}`) };
    }
    const { value } = mapping;
    const isGreedy = value.kind === "path" && greedy.has(value.name);
    const override = isOverridden ? { override: name } : {};
    if (isGreedy) return { kind: "greedy", name: value.name, ...override };
    return { kind: "value", value, ...(isOverridden && { name }) };
  });
}
