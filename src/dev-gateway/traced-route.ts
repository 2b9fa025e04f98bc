import type { Integration, ResponseRule } from "../../templates/runtime/integration.js";
import type { Route, Validation } from "../../templates/runtime/route.js";
import { inStage } from "./trace.js";

/** The same route, whose parts say when they run. */
export function tracedRoute(route: Route): Route {
  const { validate, integration, validateResponse } = route;
  return {
    ...route,
    ...(validate !== undefined && { validate: tracedValidation(validate) }),
    integration: tracedIntegration(integration),
    ...(validateResponse !== undefined && {
      validateResponse: (response, request) =>
        inStage("validate response", () => validateResponse(response, request)),
    }),
  };
}

function tracedValidation({ parameters, body }: Validation): Validation {
  return {
    ...(parameters !== undefined && {
      parameters: (request) => inStage("validate parameters", () => parameters(request)),
    }),
    ...(body !== undefined && {
      body(request) {
        const check = body(request);
        return check && ((checked) => inStage("validate body", () => check(checked)));
      },
    }),
  };
}

function tracedIntegration(integration: Integration): Integration {
  return {
    ...integration,
    mapRequest: (request) => inStage("map request", () => integration.mapRequest(request)),
    call: (call, request) => inStage("call", () => integration.call(call, request)),
    chooseResponse: (answer, request) =>
      inStage("choose response", () => integration.chooseResponse(answer, request), describeRule),
    mapResponse: (answer, rule, request) =>
      inStage("map response", () => integration.mapResponse(answer, rule, request)),
  };
}

function describeRule(rule: ResponseRule | undefined): string | undefined {
  if (rule === undefined) return undefined;
  return `${rule.when === undefined ? "default" : rule.when.source} → ${rule.status}`;
}
