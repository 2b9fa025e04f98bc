/** An integration's URI, taken apart. */
export interface IntegrationUri {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Pieces of the path, and of the query: text and the names of placeholders in turn. */
  readonly path: readonly UriPiece[];
  readonly query: readonly UriPiece[];
}

export type UriPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "stageVariable"; readonly name: string };

/** Why a URI cannot be called. */
export type RefusedUri =
  | { readonly refused: "malformed"; readonly why: string }
  | { readonly refused: "placeholder in host"; readonly part: string };

/** Parses the URI of an HTTP integration. */
export function parseUri(uri: string): IntegrationUri | RefusedUri {
  const [, origin, rest = ""] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(uri) ?? [];
  if (origin === undefined) {
    const [, placeholder] = /^(\$\{[^}]*\}|\{[^}]*\})/.exec(uri) ?? [];
    if (placeholder !== undefined) return { refused: "placeholder in host", part: placeholder };
    return { refused: "malformed", why: "it does not begin with http:// or https://" };
  }
  const placeholder = /\$?\{[^}]*\}/.exec(origin)?.[0];
  if (placeholder !== undefined) return { refused: "placeholder in host", part: placeholder };
  if (!URL.canParse(origin)) return { refused: "malformed", why: "it has no proper host" };
  const url = new URL(origin);
  if (url.username !== "" || url.password !== "" || origin.includes("@")) {
    return { refused: "malformed", why: "it holds credentials" };
  }
  if (!isAllowedPort(url.port))
    return { refused: "malformed", why: `Amazon does not call port ${url.port}` };
  if (/\/\.{1,2}(?:\/|\?|$)/.test(rest))
    return { refused: "malformed", why: "it has a dot segment" };
  if (rest.includes("#")) return { refused: "malformed", why: "it has a fragment" };
  const question = rest.indexOf("?");
  const path = question === -1 ? rest : rest.slice(0, question);
  return {
    origin: url.origin,
    path: piecesOf(path === "" ? "/" : path),
    query: question === -1 ? [] : piecesOf(rest.slice(question + 1)),
  };
}

/** Amazon calls 80, 443 and 1024 to 65535; the first two are what an empty port means. */
function isAllowedPort(port: string): boolean {
  return port === "" || port === "80" || port === "443" || Number(port) >= 1024;
}

function piecesOf(text: string): readonly UriPiece[] {
  return text
    .split(/(\$\{stageVariables\.[A-Za-z0-9_]+\}|(?<!\$)\{[^{}]+\})/)
    .filter((piece) => piece !== "")
    .map((piece): UriPiece => {
      const [, stageVariable] = /^\$\{stageVariables\.(.+)\}$/.exec(piece) ?? [];
      if (stageVariable !== undefined) return { kind: "stageVariable", name: stageVariable };
      const [, parameter] = /^\{(.+)\}$/.exec(piece) ?? [];
      if (parameter !== undefined) return { kind: "parameter", name: parameter };
      return { kind: "text", text: encodeUnsafe(piece) };
    });
}

/** Percent-encodes what a request target cannot hold; what is encoded already stays. */
function encodeUnsafe(text: string): string {
  return text.replaceAll(/[^!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]+/g, (run) =>
    encodeURIComponent(run.toWellFormed()),
  );
}
