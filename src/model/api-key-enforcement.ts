/** The gateway looks API keys up itself, among those of its settings. */
export interface ApiKeyEnforcement {
  readonly kind: "api-key";
  /** Where keys come from: the request, or what an authorizer says of the caller. */
  readonly source: "request" | "authorizer";
}
