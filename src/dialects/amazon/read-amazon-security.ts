import type { Cursor } from "../../load/cursor.js";
import type { Security, SecurityScheme } from "../../model/security.js";
import { readSecurity } from "../openapi/read-security.js";
import type { Reading } from "../openapi/reading.js";

/** The scheme that stands for `x-amazon-apigateway-auth: {type: AWS_IAM}`, which names none. */
const IAM_SCHEME = "awsIam";

/** The security of one operation, with what `x-amazon-apigateway-auth` says of it. */
export function readAmazonSecurity(reading: Reading, operation: Cursor): Security {
  const security = readSecurity(reading, operation);
  const type = operation.get("x-amazon-apigateway-auth")?.stringAt("type")?.toUpperCase();
  // NONE adds nothing; a requirement of the document's own still holds.
  if (type !== "AWS_IAM") return security;
  const iam = { scheme: IAM_SCHEME, scopes: [] };
  return security.length === 0 ? [[iam]] : security.map((schemesOf) => [...schemesOf, iam]);
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
