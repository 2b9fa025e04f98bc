import type { CustomOptions } from "./custom-integration.js";
import { customIntegration } from "./custom-integration.js";
import type { HttpCallOptions } from "./http-call.js";
import { callUpstream } from "./http-call.js";
import type { Integration, ResponseRule } from "./integration.js";
import { addForwarded } from "./proxied-headers.js";
import type { UpstreamRequest, UpstreamResponse } from "./upstream.js";

/** What the document says of an HTTP integration. */
export interface HttpOptions extends HttpCallOptions, CustomOptions {
  readonly responses: readonly ResponseRule[];
}

/**
 * Sends upstream only what the document maps, and to the client only what its response rules map
 * (Amazon's custom HTTP integration).
 */
export function http(options: HttpOptions): Integration<UpstreamRequest, UpstreamResponse> {
  return customIntegration(options, {
    addedHeaders(request) {
      const added = [...request.settings.family.callerHeaders(request)];
      addForwarded(added, request);
      return added;
    },
    toCall: (sent) => ({ ...sent, headers: sent.headers.flat() }),
    send: (call, request) => callUpstream(options.upstream, call, request),
  });
}
