import { anything, objectOf, words } from "./extension.js";

/** What `x-amazon-apigateway-authorizer` holds. */
export const authorizer = objectOf("an authorizer", {
  type: words("token", "request", "cognito_user_pools", "jwt"),
  authorizerUri: anything,
  authorizerCredentials: anything,
  authorizerPayloadFormatVersion: anything,
  authorizerResultTtlInSeconds: anything,
  enableSimpleResponses: anything,
  identitySource: anything,
  identityValidationExpression: anything,
  jwtConfiguration: objectOf("jwtConfiguration", { issuer: anything, audience: anything }),
  providerARNs: anything,
});
