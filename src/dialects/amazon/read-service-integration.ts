import { sentToService } from "../../../templates/runtime/mapped-headers.js";
import type { Cursor } from "../../load/cursor.js";
import { mayOverrideRequest } from "../../model/body-template.js";
import type { ConfiguredText } from "../../model/configured-text.js";
import { plainText } from "../../model/configured-text.js";
import type {
  Mapping,
  RequestExpression,
  ServiceIntegration,
  SharedExpression,
} from "../../model/integration.js";
import type { DocumentOperation } from "../openapi/read-operations.js";
import type { ServiceUri } from "./parse-service-uri.js";
import { parseServiceUri } from "./parse-service-uri.js";
import type { Bodies } from "./read-content-handling.js";
import { readRole } from "./read-credentials.js";
import { readMappedCall } from "./read-http-call.js";
import { readPassthrough } from "./read-passthrough.js";
import { readRequestTemplates } from "./read-request-templates.js";
import { readResponses } from "./read-responses.js";
import { serviceProtocol } from "./service-protocols.js";

/** Reads a REST API's integration with a service of AWS; undefined when there is none to call. */
export function readServiceIntegration(
  integration: Cursor,
  read: DocumentOperation,
  bodies: Bodies,
): ServiceIntegration | undefined {
  const isProxy = integration.wordAt("type")?.toLowerCase() === "aws_proxy";
  const requestTemplates = isProxy ? [] : readRequestTemplates(integration);
  const otherwise = readPassthrough(integration, requestTemplates.length > 0);
  const responses = isProxy ? [] : readResponses(integration, bodies);
  const role = readRole(integration);
  const uri = readUri(integration);
  const isOverridden = requestTemplates.some(mayOverrideRequest);
  const call = readMappedCall(integration, read, uri, sentToService, bodies, isOverridden);
  if (uri === undefined) return undefined;
  if (isProxy && uri.service !== "firehose") {
    const at = integration.get("type")?.at;
    integration.reporter.report("service-proxy", at, { service: uri.service });
    return undefined;
  }
  const asked = askedFor(uri);
  // Without binary media types, all bodies are text, whatever a service stores or answers.
  const asText = bodies === "text" && uri.action === undefined ? ({ bodyAs: "text" } as const) : {};
  return {
    kind: "aws-service",
    service: uri.service,
    hostPrefix: hostPrefixOf(uri),
    region: gatewaysOwnRegion(uri.region),
    role,
    ...asText,
    ...call,
    query: [...unmapped(asked.query, call.query, (name) => name), ...call.query],
    headers: [...unmapped(asked.headers, call.headers, lowerCase), ...call.headers],
    requestTemplates,
    otherwise,
    responses: responses.map((rule) => ({ ...asText, ...rule })),
    ...(isProxy && { passesAnswer: true }),
  };
}

/** `${AWS::Region}` is where the gateway itself is. */
export function gatewaysOwnRegion(region: ConfiguredText): ConfiguredText | undefined {
  const [only, ...more] = region;
  const isOwn = more.length === 0 && only?.kind === "variable" && only.name === "AWS::Region";
  return isOwn || only === undefined ? undefined : region;
}

function readUri(integration: Cursor): ServiceUri | undefined {
  const { reporter } = integration;
  const cursor = integration.get("uri");
  if (cursor === undefined) {
    reporter.report("missing-uri", integration.keyAt);
    return undefined;
  }
  const written = cursor.pieces();
  if (written === undefined) return undefined;
  const parsed = parseServiceUri(written);
  if (!("refused" in parsed)) return parsed;
  if (parsed.refused === "malformed") {
    reporter.report("malformed-service-uri", cursor.at, { uri: cursor.prose(), why: parsed.why });
  } else {
    reporter.report("request-chooses-service", cursor.at, { part: parsed.part, of: parsed.of });
  }
  return undefined;
}

/** Step Functions runs what is waited for at another host. */
function hostPrefixOf({ service, hostPrefix, action }: ServiceUri): ConfiguredText {
  const waits = action !== undefined && plainText(action) === "StartSyncExecution";
  return service === "states" && waits ? [{ kind: "text", text: "sync-" }] : hostPrefix;
}

interface Asked {
  readonly query: readonly Mapping<SharedExpression>[];
  readonly headers: readonly Mapping<SharedExpression>[];
}

/** What asks a service for an action, by the protocol that it has. */
function askedFor({ service, action, query }: ServiceUri): Asked {
  if (action === undefined) return { query: [], headers: [] };
  const protocol = serviceProtocol(service);
  if (protocol.protocol === "json") {
    const { targetPrefix, version } = protocol;
    const target: ConfiguredText = [{ kind: "text", text: `${targetPrefix}.` }, ...action];
    return {
      query: [],
      headers: [
        { name: "X-Amz-Target", value: asExpression(target) },
        {
          name: "Content-Type",
          value: { kind: "constant", value: `application/x-amz-json-${version}` },
        },
      ],
    };
  }
  const { version } = protocol;
  const isWritten = query.some((piece) => piece.kind === "text" && /\bVersion=/.test(piece.text));
  return {
    query: [
      { name: "Action", value: asExpression(action) },
      ...(version === undefined || isWritten
        ? []
        : [{ name: "Version", value: { kind: "constant", value: version } } as const]),
    ],
    headers: [],
  };
}

function asExpression(text: ConfiguredText): SharedExpression {
  const plain = plainText(text);
  return plain === undefined
    ? { kind: "configuredText", text }
    : { kind: "constant", value: plain };
}

/** What the document does not map itself. */
function unmapped(
  usual: readonly Mapping<SharedExpression>[],
  mapped: readonly Mapping<RequestExpression>[],
  normal: (name: string) => string,
): readonly Mapping<SharedExpression>[] {
  const names = new Set(mapped.map(({ name }) => normal(name)));
  return usual.filter(({ name }) => !names.has(normal(name)));
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
