import { failingIntegration } from "./failing-integration.js";
import type { Route } from "./route.js";

/** The route of a request that is not matched to one: what its error is rendered with. */
export const NO_ROUTE: Route = {
  operationId: "",
  method: "",
  path: "",
  security: [],
  integration: failingIntegration("no-route"),
};
