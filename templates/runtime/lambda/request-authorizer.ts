import { methodArn } from "../policy/method-arn.js";
import type { Authorize } from "../security.js";
import type { IdentitySources } from "./identity-sources.js";
import { identityOf } from "./identity-sources.js";
import type { LambdaAuthorizerOptions } from "./lambda-authorizer.js";
import { lambdaAuthorizer } from "./lambda-authorizer.js";
import { REST_AUTHORIZER } from "./rest-authorizer.js";
import { restEvent, restEventHeaders } from "./rest-event.js";

export interface RequestAuthorizerOptions extends LambdaAuthorizerOptions {
  /** Absent, callers need show nothing. */
  readonly identity?: IdentitySources;
}

/** A REST API's authorizer whose function is told all of a request but its body. */
export function requestAuthorizer(options: RequestAuthorizerOptions): Authorize {
  return lambdaAuthorizer(options, {
    ...REST_AUTHORIZER,
    identify: (request) => identityOf(request, options.identity),
    event: (request) => ({
      type: "REQUEST",
      methodArn: methodArn(request),
      ...restEvent(restEventHeaders(request), request),
    }),
  });
}
