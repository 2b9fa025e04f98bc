import { documentFiles } from "./case-settings.js";
import type { GatewayCase } from "./gateway-case.js";
import { isObject, type Json, type JsonObject } from "./json.js";

/** What a case asks of a gateway besides HTTP integrations. */
export interface CaseNeeds {
  readonly needs: readonly Need[];
  /** JSON pointers of the operations that its requests call. */
  readonly called: readonly string[];
}

export type Need =
  | "API keys"
  | "AWS services"
  | "IAM"
  | "Lambda"
  | "Velocity"
  | "authorizers"
  | "resource policy"
  | "stages"
  | "usage plans";

/** Whether somebody decides about requests: what a gateway cannot, it leaves to a hook. */
export function isDecided(need: Need): boolean {
  return ["API keys", "IAM", "authorizers", "resource policy"].includes(need);
}

/** Reads from a case's document what its requests ask for. */
export function needsOf(given: GatewayCase): CaseNeeds {
  const document = JSON.parse(documentFiles(given)["openapi.json"] ?? "") as JsonObject;
  const requests = [given.request, ...(given.sequence ?? []).map(({ request }) => request)];
  const called = new Map(
    requests
      .filter((request) => request !== undefined)
      .map(({ method, path, rawTarget, stage = given.stageName }) => {
        const [target = ""] = (rawTarget ?? path).split("?");
        const below = rawTarget?.startsWith(`/${stage}/`) ? target.slice(stage.length + 1) : target;
        return calledOperation(document, method.toLowerCase(), below);
      })
      .filter((found) => found !== undefined)
      .map(({ pointer, operation }) => [pointer, operation] as const),
  );
  const needs = [
    ...documentNeeds(document),
    ...[...called.values()].flatMap((operation) => operationNeeds(operation, document)),
  ];
  return { needs: [...new Set(needs)].toSorted(), called: [...called.keys()] };
}

/** The operation that a request meets: by literals, parameters, greedy ones, then `$default`. */
function calledOperation(document: JsonObject, method: string, path: string) {
  return Object.entries(object(document["paths"]))
    .filter(([template]) => matches(template.split("/"), path.split("/")))
    .flatMap(([template, item]) =>
      [method, ANY].map((key) => ({
        rank: `${template.split("/").map(rankOf).join("")} ${key === ANY ? 1 : 0}`,
        pointer: `/paths/${template.replaceAll("~", "~0").replaceAll("/", "~1")}/${key}`,
        operation: object(item)[key],
      })),
    )
    .filter(({ operation }) => operation !== undefined)
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ pointer, operation }) => ({ pointer, operation: object(operation) }))[0];
}

const ANY = "x-amazon-apigateway-any-method";

function matches([first = "", ...template]: readonly string[], path: readonly string[]): boolean {
  const [segment, ...rest] = path;
  if (first === "$default") return true;
  if (segment === undefined) return false;
  if (first.endsWith("+}")) return path.join("/") !== "";
  const isMet = first.startsWith("{") ? segment !== "" : segment === first;
  return isMet && (template.length > 0 ? matches(template, rest) : rest.length === 0);
}

function rankOf(segment: string): number {
  if (segment === "$default") return 3;
  if (segment.endsWith("+}")) return 2;
  return segment.startsWith("{") ? 1 : 0;
}

function documentNeeds(document: JsonObject): Need[] {
  const extension = object(document["x-gateway"]);
  return [
    ...("x-amazon-apigateway-policy" in document ? ["resource policy" as const] : []),
    ...("stages" in extension ? ["stages" as const] : []),
    ...("usagePlans" in extension ? ["usage plans" as const] : []),
  ];
}

function operationNeeds(operation: JsonObject, document: JsonObject): Need[] {
  const integration = object(operation["x-amazon-apigateway-integration"]);
  const isAws = /^aws/i.test(String(integration["type"]));
  const isFunction = String(integration["uri"]).includes(":lambda:");
  const mapped = [integration, ...Object.values(object(integration["responses"])).map(object)];
  const templates = mapped.flatMap((each) =>
    ["requestTemplates", "responseTemplates"].flatMap((key) => Object.values(object(each[key]))),
  );
  const { type: auth } = object(operation["x-amazon-apigateway-auth"]);
  return [
    ...(isAws ? [isFunction ? ("Lambda" as const) : ("AWS services" as const)] : []),
    ...(templates.some((template) => /[$#]/.test(String(template))) ? ["Velocity" as const] : []),
    ...(auth === "AWS_IAM" ? ["IAM" as const] : []),
    ...securityNeeds(operation["security"] ?? document["security"], document),
  ];
}

function securityNeeds(security: Json | undefined, document: JsonObject): Need[] {
  const schemes = object(
    document["securityDefinitions"] ?? object(document["components"])["securitySchemes"],
  );
  const alternatives = Array.isArray(security) ? (security as readonly Json[]) : [];
  return alternatives
    .flatMap((alternative) => Object.keys(object(alternative)))
    .map((name) => {
      const scheme = object(schemes[name]);
      if ("x-amazon-apigateway-authorizer" in scheme) return "authorizers";
      if (scheme["x-amazon-apigateway-authtype"] === "awsSigv4") return "IAM";
      return scheme["type"] === "apiKey" ? "API keys" : "authorizers";
    });
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
