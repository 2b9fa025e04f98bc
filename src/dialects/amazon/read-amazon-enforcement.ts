import type { Cursor } from "../../load/cursor.js";
import type { Enforcement } from "../../model/security.js";
import type { DeclaredScheme } from "../openapi/read-security.js";
import type { ApiFamily } from "./extension.js";
import type { FunctionReader } from "./function-reader.js";
import { readEnforcement } from "../gateway/read-enforcement.js";
import { readAuthorizer } from "./read-authorizer.js";
import { readLambdaAuthorizer } from "./read-lambda-authorizer.js";

/** What decides security schemes in a document of Amazon's dialect. */
export interface EnforcementReading {
  readonly root: Cursor;
  readonly family: ApiFamily;
  readonly functions: FunctionReader;
}

/** What decides a security scheme of Amazon's dialect. */
export function readAmazonEnforcement(
  scheme: Cursor,
  declared: DeclaredScheme,
  { root, family, functions }: EnforcementReading,
): Enforcement {
  return (
    readEnforcement(scheme, declared, "http-api") ??
    readAuthorizer(scheme, family) ??
    readLambdaAuthorizer(scheme, declared, family, functions) ??
    readSignature(scheme) ??
    readApiKey(declared, root, family) ?? { kind: "hook" }
  );
}

/** What makes a method of a REST API ask for an API key, rather than for an authorizer. */
export function isKeyOfRestApi({
  type,
  authorizer,
  in: place,
  parameter,
}: DeclaredScheme): boolean {
  if (type !== "apiKey" || authorizer !== undefined) return false;
  return place === "header" && parameter?.toLowerCase() === "x-api-key";
}

function readSignature(scheme: Cursor): Enforcement | undefined {
  if (scheme.has("x-amazon-apigateway-authorizer")) return undefined;
  const isSigned = scheme.get("x-amazon-apigateway-authtype")?.value === "awsSigv4";
  return isSigned ? { kind: "iam" } : undefined;
}

function readApiKey(
  declared: DeclaredScheme,
  root: Cursor,
  family: ApiFamily,
): Enforcement | undefined {
  if (family !== "rest" || !isKeyOfRestApi(declared)) return undefined;
  const source = root.get("x-amazon-apigateway-api-key-source")?.value;
  const isAuthorizers = typeof source === "string" && source.toUpperCase() === "AUTHORIZER";
  return { kind: "api-key", source: isAuthorizers ? "authorizer" : "request" };
}
