import { headerValues } from "./header-values.js";
import type { IntegrationAnswer } from "./integration.js";
import type { UpstreamResponse } from "./upstream.js";

/** What an upstream answered, as mappings see it. */
export function asAnswer(response: UpstreamResponse): IntegrationAnswer {
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
