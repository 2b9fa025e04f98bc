import type { Location } from "../diagnostics/diagnostic.js";
import type { ApiKeyEnforcement } from "./api-key-enforcement.js";
import type { BasicEnforcement } from "./basic-enforcement.js";
import type { IamEnforcement } from "./iam-enforcement.js";
import type { LambdaEnforcement } from "./lambda-enforcement.js";
import type { MutualTlsEnforcement } from "./mutual-tls-enforcement.js";
import type {
  IntrospectionEnforcement,
  JwtEnforcement,
  UserPoolsEnforcement,
} from "./token-enforcement.js";

/** Alternatives, one of which must hold; each lists schemes that must all accept. `[]` is open. */
export type Security = readonly (readonly SecurityRequirement[])[];

export interface SecurityRequirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

export interface SecurityScheme {
  readonly name: string;
  readonly description: string;
  readonly type: "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS";
  readonly in: "header" | "query" | "cookie" | undefined;
  /** Name of the header, query parameter or cookie with the credential. */
  readonly parameter: string | undefined;
  /** HTTP authentication scheme in lower case. */
  readonly httpScheme: string | undefined;
  /** How the vendor's gateway decides, in a few words for the person who writes the hook. */
  readonly authorizer: string | undefined;
  /** What decides it. */
  readonly enforcement: Enforcement;
  readonly at: Location;
}

/** What decides a security scheme. */
export type Enforcement =
  | HookEnforcement
  | ApiKeyEnforcement
  | BasicEnforcement
  | IamEnforcement
  | IntrospectionEnforcement
  | JwtEnforcement
  | LambdaEnforcement
  | MutualTlsEnforcement
  | UserPoolsEnforcement;

/** A function of the user's, which nothing in the document can stand for. */
export interface HookEnforcement {
  readonly kind: "hook";
  /** What it is called, where the document says so; else like the scheme. */
  readonly hook?: string;
}
