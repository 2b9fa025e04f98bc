import type { ApiKey, ApiKeyStore } from "./api-keys.js";
import { cookieValues } from "./cookie-values.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import { knownByIdentity } from "./known-by-identity.js";
import type { Authorize, Refusal, SecurityScheme } from "./security.js";
import { sha256 } from "./sha256.js";
import type { KeyUsage, UsagePlans } from "./usage-plan.js";

export interface ApiKeyOptions {
  readonly keys: ApiKeyStore;
  /** Where keys come from: the request unless an authorizer before says which. */
  readonly source?: "authorizer";
  /** By id. Absent, a key needs none. */
  readonly usagePlans?: UsagePlans;
}

/** Lets in whoever shows an API key that is enabled, and belongs to a usage plan of this stage. */
export function apiKeyAuthorizer({ keys, source, usagePlans }: ApiKeyOptions): Authorize {
  const plans = usagePlans && new Map(Object.entries(usagePlans));
  const known = new WeakMap<ApiKey, KeyUsage>();
  const usageOf = (key: ApiKey, stage: string): KeyUsage | undefined => {
    for (const planId of key.usagePlans) {
      const plan = plans?.get(planId);
      if (plan?.stages.includes(stage) !== true) continue;
      const before = known.get(key);
      // The limits of one usage are known by it.
      if (before?.planId === planId && before.keyId === key.id) return before;
      const usage = { keyId: key.id, planId, plan };
      known.set(key, usage);
      return usage;
    }
    return undefined;
  };
  const judge = (request: Exchange, value: string, key: ApiKey | undefined) => {
    const usage = key && usageOf(key, request.settings.stage);
    if (!key?.enabled || (plans !== undefined && usage === undefined)) return refusal();
    request.usage = usage;
    request.identity = { ...request.identity, apiKey: value, apiKeyId: key.id };
    return knownByIdentity(request, key.id);
  };
  return (request, scheme) => {
    const value = source === "authorizer" ? request.usageIdentifierKey : onlyKey(request, scheme);
    if (!value) return refusal();
    const found = keys.find(sha256(value), request);
    return found instanceof Promise
      ? found.then((key) => judge(request, value, key))
      : judge(request, value, found);
  };
}

function refusal(): Refusal {
  return { refused: "unauthorized", error: new GatewayError("api-key-refused") };
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
