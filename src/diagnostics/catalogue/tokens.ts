import type { CatalogueEntry } from "../catalogue-entry.js";

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
