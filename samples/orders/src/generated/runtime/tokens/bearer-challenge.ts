/** `WWW-Authenticate` for tokens (RFC 6750, 3): what is missing, or what is wrong. */
export function bearerChallenge(parameters: Readonly<Record<string, string>> = {}): string[] {
  const said = Object.entries(parameters).map(([name, value]) => `${name}="${quotable(value)}"`);
  return ["www-authenticate", ["Bearer", ...said].join(" ")];
}

/** What may stand between quotation marks in a header. */
function quotable(text: string): string {
  return text.replace(/[^ !#-[\]-~]/g, "");
}
