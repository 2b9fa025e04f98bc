import { methodArn } from "../policy/method-arn.js";
import type { Authorize } from "../security.js";
import { readPolicyVerdict } from "./authorizer-verdict.js";
import type { HttpApiAuthorizerOptions } from "./http-api-authorizer.js";
import { httpApiAuthorizer } from "./http-api-authorizer.js";
import { httpApiCall } from "./http-api-call.js";
import { httpApiEvent1 } from "./http-api-event-1.js";

/** An HTTP API's authorizer whose payload has format 1.0. */
export function httpApiAuthorizer1(options: HttpApiAuthorizerOptions): Authorize {
  return httpApiAuthorizer(options, {
    event(request, identity) {
      const identitySource = identity.length === 0 ? null : identity.join(",");
      return {
        type: "REQUEST",
        methodArn: methodArn(request),
        identitySource,
        authorizationToken: identitySource,
        ...httpApiEvent1(httpApiCall(request), request),
      };
    },
    read: readPolicyVerdict,
  });
}
