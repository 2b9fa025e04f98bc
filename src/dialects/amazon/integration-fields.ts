/** What becomes of a field of an integration. */
export type IntegrationField =
  | { readonly support: "supported" }
  /** It has no bearing on HTTP and mock integrations, or on a gateway of one's own. */
  | { readonly support: "ignored"; readonly why: string }
  /** Refused, unless it has this value, which is what happens anyway. */
  | { readonly support: "unsupported"; readonly why: string; readonly unless?: string };

const supported: IntegrationField = { support: "supported" };
const ignored = (why: string): IntegrationField => ({ support: "ignored", why });

/** Every field of `x-amazon-apigateway-integration`, by name. */
export const integrationFields: ReadonlyMap<string, IntegrationField> = new Map([
  ["type", supported],
  ["uri", supported],
  ["httpMethod", supported],
  ["requestParameters", supported],
  ["requestTemplates", supported],
  ["responses", supported],
  ["passthroughBehavior", supported],
  ["timeoutInMillis", supported],
  ["cacheNamespace", ignored("responses are not cached")],
  ["cacheKeyParameters", ignored("responses are not cached")],
  ["connectionId", ignored("the settings say where the upstream is")],
  [
    "connectionType",
    {
      support: "unsupported",
      why: "write INTERNET, and set the upstream's address when you start the gateway",
      unless: "INTERNET",
    },
  ],
  [
    "contentHandling",
    { support: "unsupported", why: "remove it; bodies pass as the bytes that they are" },
  ],
  ["credentials", ignored("only integrations with AWS services use them")],
  ["integrationTarget", ignored("the settings say where the upstream is")],
  ["integrationSubtype", { support: "unsupported", why: "HTTP APIs are not generated" }],
  ["payloadFormatVersion", ignored("only Lambda integrations of HTTP APIs use it")],
  ["responseParameters", { support: "unsupported", why: "HTTP APIs are not generated" }],
  ["responseTransferMode", ignored("proxied responses always stream")],
  ["tlsConfig", { support: "unsupported", why: "remove it; certificates are always checked" }],
]);
