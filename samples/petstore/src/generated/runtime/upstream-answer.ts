import { headerValues } from "./header-values.js";
import type { GatewayResponse, IntegrationAnswer } from "./integration.js";

/** What an upstream or a function answered, as mappings see it. */
export function asAnswer(response: GatewayResponse): IntegrationAnswer {
  return {
    status: response.status,
    body: response.body,
    header: (name) => headerValues(response.headers, name).at(-1),
    headerAll(name) {
      const values = headerValues(response.headers, name);
      return values.length === 0 ? undefined : values.join(",");
    },
  };
}
