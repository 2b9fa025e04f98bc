import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { ConfiguredText, ConfiguredTextPart } from "../../model/configured-text.js";
import type {
  ServiceActionIntegration,
  ServiceCall,
  ServiceParameter,
  Template,
  TemplatePart,
} from "../../model/integration.js";
import type { MappedText, ParameterExpression } from "../../model/parameter-mapping.js";
import { parseParameterExpression } from "./parse-parameter-expression.js";
import { readRole } from "./read-credentials.js";
import { readMappedText, readResponseMappings } from "./read-parameter-mappings.js";
import { gatewaysOwnRegion } from "./read-service-integration.js";
import { readTimeout, TIMEOUTS } from "./read-timeout.js";
import type { ServiceAction } from "./service-actions.js";
import { SERVICE_ACTIONS } from "./service-actions.js";

/** Reads an integration of an HTTP API with an action of a service; undefined if it is none. */
export function readServiceAction(integration: Cursor): ServiceActionIntegration | undefined {
  const timeoutMs = readTimeout(integration, TIMEOUTS.http);
  const responses = readResponseMappings(integration);
  const role = readRole(integration);
  const subtype = integration.wordAt("integrationSubtype");
  if (subtype === undefined) return undefined;
  const action = SERVICE_ACTIONS.get(subtype);
  if (action === undefined) {
    const nearest = didYouMean(subtype, SERVICE_ACTIONS.keys());
    const at = integration.get("integrationSubtype")?.at;
    integration.reporter.report("unknown-subtype", at, { subtype, nearest });
    return undefined;
  }
  const values = readParameters(integration, subtype, action);
  const region = readRegion(integration);
  const { service, hostPrefix } = action;
  return {
    kind: "aws-action",
    service,
    hostPrefix: hostPrefix === undefined ? [] : [{ kind: "text", text: hostPrefix }],
    region,
    role,
    call: planCall(action, values),
    timeoutMs,
    responses,
  };
}

type Values = ReadonlyMap<string, MappedText<ParameterExpression>>;

/** The parameters that the document maps; what is missing or unknown is reported. */
function readParameters(integration: Cursor, subtype: string, action: ServiceAction): Values {
  const { required, optional } = action;
  const { reporter } = integration;
  const known = [...Object.keys(required), ...Object.keys(optional), "Region"];
  const values = new Map<string, MappedText<ParameterExpression>>();
  const written = integration.entriesAt("requestParameters");
  for (const [parameter, value] of written) {
    if (!known.includes(parameter)) {
      const nearest = didYouMean(parameter, known);
      reporter.report("unknown-service-parameter", value.keyAt, { subtype, parameter, nearest });
    } else if (parameter !== "Region") {
      const text = readMappedText(value, parseParameterExpression);
      if (text !== undefined) values.set(parameter, text);
    }
  }
  const at = integration.get("requestParameters")?.keyAt ?? integration.keyAt;
  for (const parameter of Object.keys(required)) {
    if (!written.some(([key]) => key === parameter)) {
      reporter.report("missing-service-parameter", at, { subtype, parameter });
    }
  }
  return values;
}

/** `Region`, in which the service is called; a request must not choose it. */
function readRegion(integration: Cursor): ConfiguredText | undefined {
  const written = integration.get("requestParameters")?.get("Region");
  const text = written && readMappedText(written, parseParameterExpression);
  if (written === undefined || text === undefined) return undefined;
  const parts = text.map((part): ConfiguredTextPart | undefined => {
    if (part.kind === "text") return part;
    const { value } = part;
    return value.kind === "stageVariable" || value.kind === "variable" ? value : undefined;
  });
  if (parts.includes(undefined)) {
    const details = { part: written.prose(), of: "region" };
    written.reporter.report("request-chooses-service", written.at, details);
  }
  return gatewaysOwnRegion(parts.filter((part) => part !== undefined));
}

function planCall({ required, optional, call }: ServiceAction, values: Values): ServiceCall {
  const forms = { ...required, ...optional };
  const parameter = (name: string, key: string): readonly ServiceParameter[] => {
    const value = values.get(key);
    return value === undefined ? [] : [{ name, as: forms[key] ?? "text", value }];
  };
  if ("path" in call) {
    return {
      protocol: "rest",
      method: "GET",
      path: fillIn(call.path, values),
      query: Object.entries(call.query).flatMap(([key, name]) => parameter(name, key)),
    };
  }
  const { target, version, listOf, smallNames } = call;
  const nameOf = (key: string) =>
    smallNames === true ? key.charAt(0).toLowerCase() + key.slice(1) : key;
  return {
    protocol: "json",
    version,
    target,
    ...(listOf !== undefined && { listOf }),
    parameters: [...values.keys()].flatMap((key) => parameter(nameOf(key), key)),
  };
}

/** A path whose `{Parameter}`s are one segment each. */
function fillIn(path: string, values: Values): Template {
  const parts = path
    .split(/(\{\w+\})/)
    .filter((text) => text !== "")
    .flatMap((text): readonly TemplatePart[] => {
      const [, key] = /^\{(\w+)\}$/.exec(text) ?? [];
      if (key === undefined) return [{ kind: "text", text }];
      return (values.get(key) ?? []).map((part) =>
        part.kind === "text"
          ? { kind: "text", text: encodeURIComponent(part.text.toWellFormed()) }
          : { kind: "parameter", value: part.value },
      );
    });
  return joinTexts(parts);
}

function joinTexts(parts: Template): Template {
  const joined: TemplatePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === "text" && last?.kind === "text") {
      joined.splice(-1, 1, { kind: "text", text: last.text + part.text });
    } else joined.push(part);
  }
  return joined;
}
