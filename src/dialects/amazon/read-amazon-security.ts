import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { Security, SecurityScheme } from "../../model/security.js";
import { readSecurity } from "../openapi/read-security.js";
import type { Reading } from "../openapi/reading.js";

/** The scheme that stands for `x-amazon-apigateway-auth: {type: AWS_IAM}`, which names none. */
const IAM_SCHEME = "awsIam";

const TYPES = ["NONE", "AWS_IAM"];

/** The security of one operation, with what `x-amazon-apigateway-auth` says of it. */
export function readAmazonSecurity(reading: Reading, operation: Cursor): Security {
  const security = readSecurity(reading, operation);
  const auth = operation.get("x-amazon-apigateway-auth")?.get("type");
  const type = TYPES.find((each) => each === auth?.string()?.toUpperCase());
  if (auth !== undefined && type === undefined) reportUnknown(auth, security);
  // NONE adds nothing; a requirement of the document's own still holds.
  if (type !== "AWS_IAM") return security;
  const iam = { scheme: IAM_SCHEME, scopes: [] };
  return security.length === 0 ? [[iam]] : security.map((schemesOf) => [...schemesOf, iam]);
}

/** HTTP APIs import one requirement for an operation, with one scheme in it. */
export function refuseSeveralAuthorizers(
  root: Cursor,
  operation: Cursor,
  security: Security,
): void {
  if (security.length <= 1 && security.flat().length <= 1) return;
  const declared = operation.get("security") ?? root.get("security") ?? operation;
  operation.reporter.report("several-authorizers", declared.keyAt);
}

/** An operation of which it is not known who may call it is an error; it is never read as open. */
function reportUnknown(auth: Cursor, security: Security): void {
  const type = auth.string();
  if (type === undefined) return;
  const nearest = didYouMean(type, TYPES);
  const isOpen = security.length === 0 || security.some((alternative) => alternative.length === 0);
  if (isOpen) auth.reporter.report("unknown-auth-type", auth.at, { type, nearest });
  else {
    const details = { key: auth.name, found: type, nearest, allowed: TYPES };
    auth.reporter.report("unknown-extension-value", auth.at, details);
  }
}

/** The IAM scheme, for documents in which an operation asks for it without naming one. */
export function iamScheme(operation: Cursor): SecurityScheme {
  return {
    name: IAM_SCHEME,
    description: "",
    type: "http",
    in: "header",
    parameter: "Authorization",
    httpScheme: "aws4-hmac-sha256",
    authorizer: "AWS IAM signatures (SigV4)",
    at: operation.at,
  };
}
