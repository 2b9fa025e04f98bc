import { cookieValues } from "./cookie-values.js";
import type { Exchange } from "./exchange.js";
import type { GatewayError } from "./gateway-error.js";

/** A security scheme of the document: what a hook needs to know to decide. */
export interface SecurityScheme {
  /** The scheme's name in the document. */
  readonly name: string;
  readonly type: "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS";
  /** Where the credential is sent, if the document says. */
  readonly in?: "header" | "query" | "cookie";
  /** The header, query parameter or cookie that holds the credential. */
  readonly parameter?: string;
  /** HTTP authentication scheme in lower case, such as `basic` or `bearer`. */
  readonly httpScheme?: string;
  /** How Amazon API Gateway decided, for the person who writes the hook. */
  readonly authorizer?: string;
}

/** A scheme together with the scopes that one operation asks of it. */
export interface Requirement {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

/** OpenAPI's structure: any of the lists, all of a list. `[]` is open, `[[]]` likewise. */
export type Security = readonly (readonly Requirement[])[];

/** Who calls, as a hook found out. Its values are what mappings read as `context.authorizer`. */
export interface Principal {
  readonly principalId: string;
  readonly [claim: string]: unknown;
}

/** What a hook answers when the caller may not pass. */
export interface Refusal {
  /** `unauthorized`: no or bad credentials (401). `forbidden`: known, but not allowed (403). */
  readonly refused: "unauthorized" | "forbidden";
  /** What is answered, where the usual words for it are not meant. */
  readonly error?: GatewayError;
}

/** What an authorizer tells mappings and functions of the caller, besides who it is. */
export interface AuthorizerContext {
  /** By name, as mappings read `context.authorizer`; objects are read by `name.member`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** `requestContext.authorizer` in events of format 1.0, and of 2.0; undefined leaves it out. */
  readonly event1: object | undefined;
  readonly event2: object | undefined;
}

/** A client's certificate, as mappings and events tell it. */
export interface ClientCertificate {
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  readonly serialNumber: string;
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}

/** What a gateway knows of a caller itself, as mappings read `context.identity`. */
export interface CallerIdentity {
  readonly accessKey?: string;
  readonly accountId?: string;
  readonly apiKey?: string;
  readonly apiKeyId?: string;
  readonly caller?: string;
  readonly clientCert?: ClientCertificate;
  readonly principalOrgId?: string;
  readonly user?: string;
  readonly userArn?: string;
}

/** Decides one security scheme for one request. A throw or a rejection refuses with 500. */
export type Authorize = (
  request: Exchange,
  scheme: SecurityScheme,
  scopes: readonly string[],
) => Principal | Refusal | Promise<Principal | Refusal>;

/** Who asks, as principals of policies name it. */
export interface PolicyPrincipal {
  /** The ARNs that it goes by: a user's, or a session's and its role's. */
  readonly arns: readonly string[];
  readonly accountId: string;
}

/** An explicit deny outdoes every allow; what nothing allows is implicitly denied. */
export type PolicyDecision = "allow" | "explicit deny" | "implicit deny";

/** The document's policy of who may call what. */
export interface ResourcePolicy {
  /** What it says of a request; without a principal, of one from somebody unknown. */
  decide(request: Exchange, caller?: PolicyCaller): PolicyDecision;
}

/** Whom an authorizer found out, for policies. */
export interface PolicyCaller {
  readonly principal: PolicyPrincipal;
  /** What is known of it, by condition keys in lower case: `aws:username`. */
  readonly keys?: ReadonlyMap<string, readonly string[]>;
}

/** Turns a scheme into the function by which routes require it: `petToken("pets:read")`. */
export function defineScheme(scheme: SecurityScheme): (...scopes: string[]) => Requirement {
  return (...scopes) => ({ scheme, scopes });
}

/**
 * What a request shows for a scheme: the key, or what follows the scheme's word in `Authorization`;
 * undefined if nothing.
 */
export function credentialOf(request: Exchange, scheme: SecurityScheme): string | undefined {
  const { type, parameter = "", httpScheme = "bearer" } = scheme;
  if (type === "mutualTLS") return undefined;
  if (type !== "apiKey") {
    const [word, ...rest] = (request.header("authorization") ?? "").split(" ");
    return word?.toLowerCase() === httpScheme ? rest.join(" ").trim() || undefined : undefined;
  }
  if (scheme.in === "query") return request.query(parameter);
  if (scheme.in === "cookie") return cookieValues(request, parameter)[0];
  return request.header(parameter);
}

/** A refusal for a hook to return: 401 unless the caller is known and merely not allowed. */
export function refuse(why: Refusal["refused"] = "unauthorized"): Refusal {
  return { refused: why };
}

/** Tells a hook's two answers apart. */
export function isRefusal(answer: Principal | Refusal): answer is Refusal {
  return answer?.["refused"] === "unauthorized" || answer?.["refused"] === "forbidden";
}
