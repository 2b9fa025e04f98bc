import type { HeaderLine } from "../harness/raw-client.js";
import type { Json, JsonObject } from "./json.js";
import { isObject, parseJson } from "./json.js";
import { parseQuery, type ServiceCall } from "./received-call.js";

type Call = Omit<ServiceCall, "kind" | "service" | "action" | "params" | "texts">;

/** Reads a request to a service of Amazon's by the protocol that it uses. */
export function readServiceCall(call: Call): ServiceCall {
  const { region, service } = signedFor(call.headers);
  const target = headerOf(call.headers, "x-amz-target");
  const base = { ...call, kind: "service", service } as const;
  if (target !== undefined) {
    const params = parseJson(call.body.toString());
    const action = target.slice(target.lastIndexOf(".") + 1);
    return { ...base, action, params: isObject(params) ? params : {}, texts: false };
  }
  const form = /^application\/x-www-form-urlencoded/i.test(
    headerOf(call.headers, "content-type") ?? "",
  )
    ? parseQuery(call.body.toString())
    : [];
  const fields = [...call.query, ...form];
  const action = fields.find(([name]) => name === "Action")?.[1];
  if (action !== undefined) {
    const params = queryParams(fields.filter(([name]) => !["Action", "Version"].includes(name)));
    // SQS names the queue by the path that its URL has.
    const queue =
      service === "sqs" && call.path !== "/"
        ? { QueueUrl: `https://sqs.${region}.amazonaws.com${call.path}` }
        : {};
    return { ...base, action, params: { ...queue, ...params }, texts: true };
  }
  const resource = readResource(service, call);
  return { ...base, action: resource?.action, params: resource?.params ?? {}, texts: true };
}

/** The scope of a request's signature, in its header or its query. */
function signedFor(headers: readonly HeaderLine[]): { region: string; service: string } {
  const scope = /Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    headerOf(headers, "authorization") ?? "",
  );
  return { region: scope?.[1] ?? "unsigned", service: scope?.[2] ?? "unsigned" };
}

/** `Entries.member.1.Source=s` or `MessageAttribute.1.Name=n`: members of members, lists from 1. */
function queryParams(fields: readonly HeaderLine[]): JsonObject {
  const params: Record<string, Json> = {};
  for (const [name, value] of fields) {
    const path = name.split(".").filter((part) => part !== "member");
    let at: Record<string, Json> = params;
    for (const part of path.slice(0, -1)) {
      at = (at[part] ??= {}) as Record<string, Json>;
    }
    at[path.at(-1) ?? ""] = value;
  }
  return asLists(params) as JsonObject;
}

function asLists(value: Json): Json {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const members = Object.entries(value).map(([key, member]) => [key, asLists(member)] as const);
  if (keys.length === 0 || keys.some((key) => !/^[1-9]\d*$/.test(key))) {
    return Object.fromEntries(members);
  }
  return members.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, member]) => member);
}

/** Services whose actions are resources; as far as there are cases of them. */
function readResource(
  service: string,
  { path, query }: Call,
): { action: string; params: JsonObject } | undefined {
  const configuration = /^\/applications\/([^/]+)\/environments\/([^/]+)\/configurations\/([^/]+)$/;
  const found = service === "appconfig" ? configuration.exec(path) : null;
  if (found === null) return undefined;
  const [, application = "", environment = "", configured = ""] = found.map(decodeURIComponent);
  const named = (name: string) => query.find(([each]) => each === name)?.[1];
  const [client, version] = [named("client_id"), named("client_configuration_version")];
  return {
    action: "GetConfiguration",
    params: {
      Application: application,
      Environment: environment,
      Configuration: configured,
      ...(client !== undefined && { ClientId: client }),
      ...(version !== undefined && { ClientConfigurationVersion: version }),
    },
  };
}

export function headerOf(headers: readonly HeaderLine[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}
