import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";

/** Reports an authorizer of Amazon's that lacks what it would decide by. */
export function checkAuthorizer(scheme: Cursor): void {
  const authorizer = scheme.get("x-amazon-apigateway-authorizer");
  if (authorizer === undefined || authorizer.value instanceof Undecided) return;
  if (!authorizer.mustBeObject()) return;
  const type = authorizer.wordAt("type")?.toLowerCase();
  const need = (field: string, isThere: boolean) => {
    if (isThere || type === undefined) return;
    authorizer.reporter.report("incomplete-authorizer", authorizer.keyAt, { type, field });
  };
  if (type === "token" || type === "request") {
    need("authorizerUri", authorizer.has("authorizerUri"));
  } else if (type === "jwt") {
    const jwt = authorizer.get("jwtConfiguration");
    need("jwtConfiguration.issuer", jwt?.has("issuer") === true || scheme.has("openIdConnectUrl"));
    need("jwtConfiguration.audience", jwt?.has("audience") === true);
  }
}
