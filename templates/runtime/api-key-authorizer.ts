import type { ApiKey, ApiKeyStore } from "./api-keys.js";
import { cookieValues } from "./cookie-values.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import { knownByIdentity } from "./known-by-identity.js";
import type { Authorize, SecurityScheme } from "./security.js";
import { sha256 } from "./sha256.js";

/** A usage plan: the stages that keys of it open. */
export interface UsagePlan {
  readonly stages: readonly string[];
}

export interface ApiKeyOptions {
  readonly keys: ApiKeyStore;
  /** Where keys come from: the request unless an authorizer before says which. */
  readonly source?: "authorizer";
  /** By id. Absent, a key needs none. */
  readonly usagePlans?: Readonly<Record<string, UsagePlan>>;
}

/** Lets in whoever shows an API key that is enabled, and belongs to a usage plan of this stage. */
export function apiKeyAuthorizer({ keys, source, usagePlans }: ApiKeyOptions): Authorize {
  const plans = usagePlans && new Map(Object.entries(usagePlans));
  const isOfStage = (key: ApiKey, stage: string) =>
    plans === undefined ||
    key.usagePlans.some((plan) => plans.get(plan)?.stages.includes(stage) === true);
  return async (request, scheme) => {
    const value = source === "authorizer" ? request.usageIdentifierKey : onlyKey(request, scheme);
    const key = value ? await keys.find(sha256(value), request) : undefined;
    if (!value || !key?.enabled || !isOfStage(key, request.settings.stage)) {
      return { refused: "unauthorized", error: new GatewayError("api-key-refused") };
    }
    request.identity = { ...request.identity, apiKey: value, apiKeyId: key.id };
    return knownByIdentity(request, key.id);
  };
}

/** The key that a request shows; none where it shows several. */
function onlyKey(request: Exchange, scheme: SecurityScheme): string | undefined {
  const { parameter = "" } = scheme;
  const { rawHeaders } = request.incoming;
  const shown =
    scheme.in === "query"
      ? (request.queryAll(parameter) ?? [])
      : scheme.in === "cookie"
        ? cookieValues(request, parameter)
        : headerValues(rawHeaders, parameter);
  return shown.length === 1 ? shown[0] : undefined;
}
