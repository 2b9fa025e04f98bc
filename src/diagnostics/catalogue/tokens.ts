import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of security schemes by which a gateway checks tokens itself. */
export const tokenProblems = {
  "missing-token-audience": {
    severity: "error",
    message: "it is not said whom tokens must be for",
    help: 'add audience, a list of what may stand in "aud" of a token',
    explain: `An issuer gives out tokens for many services. A gateway that does not look at "aud"
lets in whoever has a token for any of them:

  x-gateway:
    jwt:
      issuer: https://login.example.com/
      audience: [orders]`,
  },
  "conflicting-token-checks": {
    severity: "error",
    message: "tokens are either JSON web tokens or asked about, not both",
    help: "remove jwt or introspection",
    explain: `x-gateway.jwt checks a token by its issuer's keys; x-gateway.introspection asks the
server that gave it out. Where both stand there, it is not clear which is to decide.`,
  },
  "scheme-without-token": {
    severity: "error",
    message: (p: { type: string; field: string }) =>
      `requests show no token for a scheme of type ${p.type}, so ${quote(p.field)} cannot decide it`,
    help: "write a scheme of type openIdConnect, oauth2, apiKey, or http with the scheme bearer",
    explain: `Tokens stand behind "Bearer" in the header Authorization, or in the header, query
parameter or cookie that a scheme of type apiKey names.`,
  },
  "invalid-identity-source": {
    severity: "error",
    message: "a JWT authorizer finds its token in one header or query parameter",
    help: 'write "$request.header.NAME" or "$request.querystring.NAME"',
    explain: `identitySource says where a request has its token. A JWT authorizer has one source;
unless it is said, that is the header Authorization.`,
  },
  "invalid-validation-expression": {
    severity: "error",
    message: (p: { why: string }) => `the expression cannot be matched: ${p.why}`,
    help: "write a regular expression that JavaScript has as well, or remove it",
    explain: `identityValidationExpression is a regular expression of Java's that tokens must match
before they are let in: those of user pools by their audience. A gateway that left it
out would let in more.`,
  },
} satisfies Record<string, CatalogueEntry>;
