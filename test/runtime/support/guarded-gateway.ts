import { authenticate } from "../../../templates/runtime/authenticate.js";
import type { Family } from "../../../templates/runtime/family.js";
import { handler } from "../../../templates/runtime/handler.js";
import type { HandlerRequest } from "../../../templates/runtime/handler-contract.js";
import type { Authorize, SecurityScheme } from "../../../templates/runtime/security.js";
import { defineScheme } from "../../../templates/runtime/security.js";
import type { TestGateway } from "./start-gateway.js";
import { startGateway } from "./start-gateway.js";

/** A gateway whose routes tell who calls: `/` for anybody that the scheme knows, `/scoped` for scopes. */
export async function startGuardedGateway(
  family: Family,
  authorize: Authorize,
  scheme: SecurityScheme = { name: "orders", type: "http", httpScheme: "bearer" },
  scopes: readonly string[] = ["read", "write"],
): Promise<TestGateway> {
  const orders = defineScheme(scheme);
  const integration = handler(
    ({ principal, exchange: { authorizer } }: HandlerRequest) => ({
      status: 200,
      body: {
        principal,
        authorizer: authorizer && {
          values: authorizer.values,
          event1: authorizer.event1,
          event2: authorizer.event2,
        },
      },
    }),
    { timeoutMs: 10_000 },
  );
  const route = (path: string, security: ReturnType<typeof orders>) => ({
    operationId: path.slice(1),
    method: "GET",
    path,
    security: [[security]],
    integration,
  });
  return startGateway({
    family,
    routes: [route("/known", orders()), route("/scoped", orders(...scopes))],
    stages: { authenticate: authenticate({ [scheme.name]: authorize }) },
  });
}

/** What a gateway answers to a token. */
export interface Answered {
  readonly status: number;
  readonly challenge: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function ask(
  { url }: TestGateway,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answered> {
  const response = await fetch(url + path, { headers });
  return {
    status: response.status,
    challenge: response.headers.get("www-authenticate"),
    body: (await response.json()) as Record<string, unknown>,
  };
}
