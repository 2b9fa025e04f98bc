import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";

/**
 * How Amazon decides a security scheme, in a few words for the person who writes the hook that takes
 * its place; undefined where nothing of Amazon's is said.
 */
export function describeAuthorizer(scheme: Cursor): string | undefined {
  const authorizer = scheme.get("x-amazon-apigateway-authorizer");
  // Its hook stands for whichever it will be.
  if (authorizer?.value instanceof Undecided) return "an authorizer that a deploy decides on";
  const type = authorizer?.stringAt("type")?.toLowerCase();
  if (type === "cognito_user_pools") return "Amazon Cognito user pools";
  if (type === "jwt") return "JSON web tokens";
  if (type !== undefined) return `Lambda authorizer (${type})${functionOf(authorizer)}`;
  const isSigned = scheme.get("x-amazon-apigateway-authtype")?.value === "awsSigv4";
  return isSigned ? "AWS IAM signatures (SigV4)" : undefined;
}

/** The name of the function that an authorizer's URI invokes, with a space in front. */
function functionOf(authorizer: Cursor | undefined): string {
  const uri = authorizer?.proseAt("authorizerUri") ?? "";
  const [, name] = /:function:([A-Za-z0-9_-]+)/.exec(uri) ?? [];
  return name === undefined ? "" : ` ${name}`;
}
