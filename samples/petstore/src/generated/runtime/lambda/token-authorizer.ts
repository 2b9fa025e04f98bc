import { methodArn } from "../policy/method-arn.js";
import type { Authorize } from "../security.js";
import type { LambdaAuthorizerOptions } from "./lambda-authorizer.js";
import { lambdaAuthorizer } from "./lambda-authorizer.js";
import { REST_AUTHORIZER } from "./rest-authorizer.js";

export interface TokenAuthorizerOptions extends LambdaAuthorizerOptions {
  /** The header that holds the token. */
  readonly header: string;
  /** What tokens look like; others are refused without a call. */
  readonly pattern?: Pick<RegExp, "test">;
}

/** A REST API's authorizer whose function is told a token, and nothing else of the request. */
export function tokenAuthorizer(options: TokenAuthorizerOptions): Authorize {
  const { header, pattern } = options;
  return lambdaAuthorizer(options, {
    ...REST_AUTHORIZER,
    identify(request) {
      const token = request.header(header);
      if (!token || pattern?.test(token) === false) return undefined;
      return [token];
    },
    event: (request, [authorizationToken]) => ({
      type: "TOKEN",
      methodArn: methodArn(request),
      authorizationToken,
    }),
  });
}
