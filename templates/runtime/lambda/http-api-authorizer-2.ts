import { methodArn } from "../policy/method-arn.js";
import type { Authorize } from "../security.js";
import { readPolicyVerdict, readSimpleVerdict } from "./authorizer-verdict.js";
import type { HttpApiAuthorizerOptions } from "./http-api-authorizer.js";
import { httpApiAuthorizer } from "./http-api-authorizer.js";
import { httpApiCall } from "./http-api-call.js";
import { httpApiEvent2 } from "./http-api-event-2.js";

export interface HttpApiAuthorizer2Options extends HttpApiAuthorizerOptions {
  /** The function answers whether the caller may pass, in place of a policy. */
  readonly simpleResponses?: boolean;
}

/** An HTTP API's authorizer whose payload has format 2.0. */
export function httpApiAuthorizer2(options: HttpApiAuthorizer2Options): Authorize {
  return httpApiAuthorizer(options, {
    event: (request, identity) => ({
      type: "REQUEST",
      routeArn: methodArn(request),
      identitySource: identity.length === 0 ? null : identity,
      ...httpApiEvent2(httpApiCall(request), request),
    }),
    read: options.simpleResponses === true ? readSimpleVerdict : readPolicyVerdict,
  });
}
