import type { Enforcement } from "../model/security.js";
import type { GatewayModel } from "../model/gateway-model.js";

/** A member of the settings by which callers are known. */
export interface CredentialSetting {
  readonly member: string;
  readonly doc: string;
  /** Its type and what reads it, of the runtime's file. */
  readonly type: string;
  readonly reader: string;
  readonly file: string;
  /** The environment variable of its list; with `_FILE` behind it, that of a file. */
  readonly variable: string;
  /** For `.env.example`. */
  readonly comment: string;
}

const SETTINGS: readonly (CredentialSetting & { readonly kind: Enforcement["kind"] })[] = [
  {
    kind: "api-key",
    member: "apiKeys",
    doc: "The API keys that are accepted.",
    type: "ApiKeyStore",
    reader: "readApiKeys",
    file: "api-keys",
    variable: "API_KEYS",
    comment:
      'The API keys that are accepted: a file with a JSON list of { "id", "value", "enabled", "usagePlans" }, or API_KEYS with the list itself. The value of a key may be its digest, which `gatewright credential api-key` makes. A changed file is taken over while the gateway runs.',
  },
  {
    kind: "iam",
    member: "principals",
    doc: "Who may sign requests, and what each may do.",
    type: "PrincipalStore",
    reader: "readPrincipals",
    file: "iam/principals",
    variable: "PRINCIPALS",
    comment:
      'Who may sign requests: a file with a JSON list of { "accessKey", "secretKey", "accountId", "userId", "arn", "policies" }, perhaps with "sessionToken" and "sessionTokenExpires", or PRINCIPALS with the list itself. Policies are documents of IAM. A changed file is taken over while the gateway runs.',
  },
  {
    kind: "basic",
    member: "basicUsers",
    doc: "The users that are let in, with what is kept of their passwords.",
    type: "UserStore",
    reader: "readBasicUsers",
    file: "basic-users",
    variable: "BASIC_USERS",
    comment:
      'The users that are let in: a file with a JSON list of { "name", "password" } with hashed passwords, which `gatewright credential user` makes, or BASIC_USERS with the list itself. A changed file is taken over while the gateway runs.',
  },
];

/** The settings by which schemes of a document know callers. */
export function credentialSettings({
  securitySchemes,
}: GatewayModel): readonly CredentialSetting[] {
  const kinds = new Set(securitySchemes.map(({ enforcement }) => enforcement.kind));
  return SETTINGS.filter(({ kind }) => kinds.has(kind));
}

/** The settings without which a gateway that verifies certificates of clients does not start. */
export const CLIENT_TLS_VARIABLES = [
  "TLS_CERT_FILE",
  "TLS_KEY_FILE",
  "TLS_CLIENT_CA_FILE",
] as const;

/** Whether a scheme of the document asks for certificates of clients. */
export function needsClientCertificates({ securitySchemes }: GatewayModel): boolean {
  return securitySchemes.some(({ enforcement }) => enforcement.kind === "mutual-tls");
}
