import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { Security, SecurityRequirement, SecurityScheme } from "../../model/security.js";
import { identityLast } from "../openapi/identity-last.js";
import { readSecurity } from "../openapi/read-security.js";
import type { Reading } from "../openapi/reading.js";
import type { ApiFamily } from "./extension.js";
import { isKeyOfRestApi } from "./read-amazon-enforcement.js";

/** The scheme that stands for `x-amazon-apigateway-auth: {type: AWS_IAM}`, which names none. */
const IAM_SCHEME = "awsIam";

const TYPES = ["NONE", "AWS_IAM"];

/** What Amazon's interface calls methods that have an authorizer, which "security" names. */
const OF_AUTHORIZERS = ["CUSTOM", "JWT", "COGNITO_USER_POOLS"];

/** Where the document says who may call an operation. */
export function securityIn(root: Cursor, operation: Cursor): Cursor | undefined {
  const auth = operation.get("x-amazon-apigateway-auth");
  return operation.get("security") ?? auth ?? root.get("security");
}

/** The security of one operation, with what `x-amazon-apigateway-auth` says of it. */
export function readAmazonSecurity(
  reading: Reading,
  operation: Cursor,
  family: ApiFamily,
): Security {
  const declared = readSecurity(reading, operation);
  if (family === "http") refuseSeveralAuthorizers(reading.root, operation, declared);
  const security = family === "rest" ? joinAlternatives(reading, operation, declared) : declared;
  const auth = operation.get("x-amazon-apigateway-auth");
  const isAuthorizer = ({ scheme: name }: SecurityRequirement) =>
    reading.schemes.some((scheme) => scheme.name === name && scheme.authorizer !== undefined);
  const isAuthorized =
    security.length > 0 && security.every((schemesOf) => schemesOf.some(isAuthorizer));
  const type = auth && readAuthType(auth, security, isAuthorized);
  // NONE adds nothing; a requirement of the document's own still holds.
  const signed = type === "AWS_IAM" ? withSignature(security, reading) : security;
  return family === "rest" ? identityLast(signed, reading.schemes, isApiKey) : signed;
}

function withSignature(security: Security, { schemes }: Reading): Security {
  const iam = { scheme: IAM_SCHEME, scopes: [] };
  const signatures = schemes.filter(({ enforcement }) => enforcement.kind === "iam");
  const isSigned = (each: SecurityRequirement) =>
    signatures.some(({ name }) => name === each.scheme);
  if (security.length === 0) return [[iam]];
  return security.map((schemesOf) => (schemesOf.some(isSigned) ? schemesOf : [...schemesOf, iam]));
}

/**
 * A REST API has no alternatives: a method has the authorizer of the first requirement with one, and
 * needs an API key if any requirement names one.
 */
function joinAlternatives(
  { root, schemes }: Reading,
  operation: Cursor,
  security: Security,
): Security {
  if (security.length <= 1) return security;
  const schemeOf = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  const isKey = ({ scheme: name }: SecurityRequirement) => {
    const scheme = schemeOf.get(name);
    return scheme !== undefined && isApiKey(scheme);
  };
  const authorizers = security
    .map((schemesOf) => schemesOf.filter((each) => !isKey(each)))
    .filter((schemesOf) => schemesOf.length > 0);
  const isAmazons = ({ scheme: name }: SecurityRequirement) =>
    schemeOf.get(name)?.authorizer !== undefined;
  const chosen = authorizers.find((schemesOf) => schemesOf.some(isAmazons)) ?? authorizers[0] ?? [];
  const keys = security.flat().filter(isKey);
  if (chosen.length + keys.length === 0) return [];
  const joined = [...new Map([...chosen, ...keys].map((each) => [each.scheme, each])).values()];
  const all = joined.map(({ scheme }) => scheme);
  const at = (operation.get("security") ?? root.get("security"))?.keyAt;
  operation.reporter.report("joined-alternatives", at, { all });
  return [joined];
}

function isApiKey(scheme: SecurityScheme): boolean {
  return scheme.enforcement.kind === "api-key" || isKeyOfRestApi(scheme);
}

/** HTTP APIs import one requirement for an operation, with one scheme in it. */
function refuseSeveralAuthorizers(root: Cursor, operation: Cursor, security: Security): void {
  if (security.length <= 1 && security.flat().length <= 1) return;
  const declared = operation.get("security") ?? root.get("security") ?? operation;
  operation.reporter.report("several-authorizers", declared.keyAt);
}

/** An operation of which it is not known who may call it is an error; it is never read as open. */
function readAuthType(auth: Cursor, security: Security, isAuthorized: boolean): string | undefined {
  const written = auth.member("type");
  const { reporter } = auth;
  if (written === undefined) {
    if (auth.isObject) reporter.report("missing-auth-type", auth.keyAt);
    return undefined;
  }
  const found = written.string();
  const type = TYPES.find((each) => each === found?.toUpperCase());
  if (type !== undefined || found === undefined) return type;
  if (isAuthorized && OF_AUTHORIZERS.includes(found.toUpperCase())) {
    reporter.report("authorizer-as-auth-type", written.at, { type: found });
    return undefined;
  }
  const nearest = didYouMean(found, TYPES);
  const isOpen = security.length === 0 || security.some((alternative) => alternative.length === 0);
  if (isOpen) reporter.report("unknown-auth-type", written.at, { type: found, nearest });
  else {
    const details = { key: written.name, found, nearest, allowed: TYPES };
    reporter.report("unknown-extension-value", written.at, details);
  }
  return undefined;
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
    enforcement: { kind: "iam" },
    at: operation.at,
  };
}
