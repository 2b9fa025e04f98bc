import { TOKEN_ALGORITHMS } from "../../model/token-enforcement.js";
import type { Field, Fields } from "./field.js";
import { BASE_URL } from "./upstream-fields.js";

const ISSUER = {
  pattern: "^\\S{1,1024}$",
  form: 'an issuer to the letter, such as "https://login.example.com/"',
};

const audience: Field = {
  description:
    "Whom tokens must be for: one of these is in their `aud`. The setting NAME_AUDIENCE says others.",
  shape: {
    kind: "list",
    items: { min: 1, max: 32 },
    of: { kind: "pattern", pattern: "^[^\\s,]{1,1024}$", form: "a text without blanks or commas" },
  },
};

/** The fields of a security scheme by which the gateway checks tokens itself. */
export const tokenFields: Fields = {
  jwt: {
    description: "Tokens are JSON web tokens, which the gateway checks by their issuer's keys.",
    shape: {
      kind: "object",
      required: ["audience"],
      readerRequires: true,
      fields: {
        issuer: {
          description:
            "What `iss` must say. The setting NAME_ISSUER says another. Unless said, that of the scheme's openIdConnectUrl.",
          shape: { kind: "pattern", ...ISSUER },
        },
        audience,
        jwksUri: {
          description:
            "Where the issuer's keys are, if not where its discovery document says. The setting NAME_JWKS_URL says another.",
          shape: { kind: "pattern", ...BASE_URL },
        },
        algorithms: {
          description:
            "Signatures that are taken, of those that the issuer's keys are for; all of these unless said.",
          shape: {
            kind: "list",
            items: { min: 1, max: TOKEN_ALGORITHMS.length },
            of: { kind: "choice", of: TOKEN_ALGORITHMS },
          },
        },
        clockSkew: {
          description: "How far the issuer's clock may be off; 10s unless said.",
          shape: { kind: "amount", unit: "time", min: 0, max: 30_000 },
        },
      },
    },
  },
  introspection: {
    description:
      "Tokens are opaque: the gateway asks their server about them (RFC 7662), as the client of the settings NAME_CLIENT_ID and NAME_CLIENT_SECRET.",
    shape: {
      kind: "object",
      fields: {
        url: {
          description:
            "The server's introspection endpoint. The setting NAME_INTROSPECTION_URL says another.",
          shape: { kind: "pattern", ...BASE_URL },
        },
        audience,
        cacheTtl: {
          description: "For how long an answer is believed, at most; 30s unless said.",
          shape: { kind: "amount", unit: "time", min: 0, max: 300_000 },
        },
      },
    },
  },
};
