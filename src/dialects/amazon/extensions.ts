/**
 * What gatewright makes of one of Amazon's extensions.
 * - `supported`: means what it means to Amazon
 * - `partly`: works in part, `why` says in which
 * - `ignored`: has no bearing on a gateway of one's own
 * - `unsupported`: the document is refused, since the gateway would answer differently
 */
export interface Extension {
  readonly support: "supported" | "partly" | "ignored" | "unsupported";
  /** What is left out, or why nothing is lost; empty for `supported`. */
  readonly why: string;
}

const supported: Extension = { support: "supported", why: "" };
const ignored = (why: string): Extension => ({ support: "ignored", why });
const partly = (why: string): Extension => ({ support: "partly", why });
const unsupported = (why: string): Extension => ({ support: "unsupported", why });

/** Every extension of Amazon API Gateway's, by name; the README's table is printed from this. */
export const extensions: ReadonlyMap<string, Extension> = new Map([
  ["x-amazon-apigateway-any-method", supported],
  [
    "x-amazon-apigateway-api-key-source",
    partly("the hook of the API key's security scheme decides where keys come from"),
  ],
  ["x-amazon-apigateway-auth", supported],
  [
    "x-amazon-apigateway-authorizer",
    partly("a hook that you write takes the place of the authorizer"),
  ],
  ["x-amazon-apigateway-authtype", supported],
  [
    "x-amazon-apigateway-binary-media-types",
    partly("proxied bodies pass as they are, whatever their media type"),
  ],
  ["x-amazon-apigateway-cors", unsupported("remove it; preflights of HTTP APIs are not generated")],
  ["x-amazon-apigateway-documentation", ignored("it describes the API for readers")],
  ["x-amazon-apigateway-endpoint-access-mode", ignored("TLS is set up where the gateway runs")],
  ["x-amazon-apigateway-endpoint-configuration", ignored("the gateway runs where you put it")],
  [
    "x-amazon-apigateway-gateway-responses",
    unsupported("remove it, and errors are answered with Amazon's default bodies"),
  ],
  ["x-amazon-apigateway-importexport-version", unsupported("HTTP APIs are not generated")],
  ["x-amazon-apigateway-integration", supported],
  ["x-amazon-apigateway-integrations", unsupported("HTTP APIs are not generated")],
  ["x-amazon-apigateway-minimum-compression-size", partly("responses are not compressed")],
  ["x-amazon-apigateway-policy", partly("a hook that you write takes the place of the policy")],
  ["x-amazon-apigateway-request-validator", supported],
  ["x-amazon-apigateway-request-validators", supported],
  ["x-amazon-apigateway-security-policy", ignored("TLS is set up where the gateway runs")],
  ["x-amazon-apigateway-tag-value", ignored("tags have no effect at run time")],
]);
