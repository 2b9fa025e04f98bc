/** How filters of JSONPath come to patterns: gateways that have none do without an engine. */
export interface PathPatterns {
  /** Whether a whole text matches a pattern of RE2's language. */
  matches(pattern: string, text: string): boolean;
}
