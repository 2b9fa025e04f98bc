import type { TextPiece } from "../../load/placeholder-text.js";
import type { ConfiguredTextPart } from "../../model/configured-text.js";
import { stageVariablesOf } from "./stage-variables-of.js";

/** An integration's URI, taken apart. */
export interface IntegrationUri {
  /** Scheme, host and port, as far as the document says them. */
  readonly origin: readonly ConfiguredTextPart[];
  /** The path, and the query. */
  readonly path: readonly UriPiece[];
  readonly query: readonly UriPiece[];
}

export type UriPiece = ConfiguredTextPart | UriParameter;

export interface UriParameter {
  readonly kind: "parameter";
  readonly name: string;
}

/** Why a URI cannot be called. */
export type RefusedUri =
  | { readonly refused: "malformed"; readonly why: string }
  | { readonly refused: "parameter in host"; readonly part: string };

/** Parses the URI of an HTTP integration. */
export function parseUri(written: readonly TextPiece[]): IntegrationUri | RefusedUri {
  const pieces = written.flatMap(piecesOf);
  const { before: origin, after: rest } = splitOrigin(pieces);
  const inHost = origin.find(isParameter);
  if (inHost !== undefined) return { refused: "parameter in host", part: `{${inHost.name}}` };
  const host = origin.filter((piece): piece is ConfiguredTextPart => !isParameter(piece));
  const why = refuseOrigin(host) ?? refuseRest(rest);
  if (why !== undefined) return { refused: "malformed", why };
  const { before: path, after: query } = splitAt(rest, /\?/);
  return {
    origin: normalOrigin(host),
    path: encoded(path.length === 0 ? [{ kind: "text", text: "/" }] : path),
    query: encoded(afterFirst(query)),
  };
}

/** Texts, stage variables and `{parameters}` in turn. */
export function piecesOf(piece: TextPiece): readonly UriPiece[] {
  return stageVariablesOf([piece]).flatMap((part) =>
    part.kind === "text"
      ? part.text
          .split(/((?<!\$)\{[^{}]+\})/)
          .filter((each) => each !== "")
          .map((each): UriPiece => {
            const [, name] = /^\{(.+)\}$/.exec(each) ?? [];
            return name === undefined ? { kind: "text", text: each } : { kind: "parameter", name };
          })
      : part,
  );
}

export function isParameter(piece: UriPiece): piece is UriParameter {
  return piece.kind === "parameter";
}

/** The origin ends at the first `/`, `?` or `#` behind the scheme. */
function splitOrigin(pieces: readonly UriPiece[]): Split {
  const [first, ...others] = pieces;
  const scheme = first?.kind === "text" ? (/^https?:\/\//i.exec(first.text)?.[0] ?? "") : "";
  if (first?.kind !== "text" || scheme === "") return splitAt(pieces, /[/?#]/);
  const { before, after } = splitAt([text(first.text.slice(scheme.length)), ...others], /[/?#]/);
  const [head, ...tail] = before;
  const joined =
    head?.kind === "text" ? [text(scheme + head.text), ...tail] : [text(scheme), ...before];
  return { before: joined, after };
}

export interface Split {
  readonly before: readonly UriPiece[];
  readonly after: readonly UriPiece[];
}

/** Parts pieces at the first such character of what is written, which begins the second part. */
export function splitAt(pieces: readonly UriPiece[], separator: RegExp): Split {
  const index = pieces.findIndex((piece) => piece.kind === "text" && separator.test(piece.text));
  const found = pieces[index];
  if (found?.kind !== "text") return { before: pieces, after: [] };
  const at = found.text.search(separator);
  const before = [...pieces.slice(0, index), text(found.text.slice(0, at))];
  return {
    before: before.filter((piece) => piece.kind !== "text" || piece.text !== ""),
    after: [text(found.text.slice(at)), ...pieces.slice(index + 1)],
  };
}

function text(value: string): UriPiece & { readonly kind: "text" } {
  return { kind: "text", text: value };
}

/** Without the character that was split at. */
export function afterFirst([first, ...others]: readonly UriPiece[]): readonly UriPiece[] {
  if (first?.kind !== "text") return [];
  return first.text.length === 1 ? others : [text(first.text.slice(1)), ...others];
}

/** Why an origin cannot be called; values that are not known yet are taken for a label and a port. */
function refuseOrigin(origin: readonly ConfiguredTextPart[]): string | undefined {
  const [first] = origin;
  if (first === undefined || (first.kind === "text" && !/^https?:\/\//i.test(first.text))) {
    return "it does not begin with http:// or https://";
  }
  if (origin.some((part) => part.kind === "text" && part.text.includes("@"))) {
    return "it holds credentials";
  }
  if (origin.every(({ kind }) => kind !== "text")) return undefined;
  const probe = origin.map((part) => (part.kind === "text" ? part.text : "1")).join("");
  if (!URL.canParse(first.kind === "text" ? probe : `http://${probe}`))
    return "it has no proper host";
  const { port } = new URL(first.kind === "text" ? probe : `http://${probe}`);
  const isWritten = origin.at(-1)?.kind === "text";
  return isWritten && !isAllowedPort(port) ? `Amazon does not call port ${port}` : undefined;
}

/** Why a path with its query cannot be called. */
export function refuseRest(rest: readonly UriPiece[]): string | undefined {
  const written = rest.map((piece) => (piece.kind === "text" ? piece.text : "x")).join("");
  if (/\/\.{1,2}(?:\/|\?|$)/.test(written)) return "it has a dot segment";
  return written.includes("#") ? "it has a fragment" : undefined;
}

/** Amazon calls 80, 443 and 1024 to 65535; the first two are what an empty port means. */
function isAllowedPort(port: string): boolean {
  return port === "" || port === "80" || port === "443" || Number(port) >= 1024;
}

/** One origin, however it is written: the host in lower case, without the port that is usual. */
function normalOrigin(origin: readonly ConfiguredTextPart[]): readonly ConfiguredTextPart[] {
  const [only, ...more] = origin;
  return only?.kind === "text" && more.length === 0
    ? [{ kind: "text", text: new URL(only.text).origin }]
    : origin;
}

/** Pieces with what is written in them as a request target can hold it. */
export function encoded(pieces: readonly UriPiece[]): readonly UriPiece[] {
  return pieces.map((piece) => (piece.kind === "text" ? text(encodeUnsafe(piece.text)) : piece));
}

/** Percent-encodes what a request target cannot hold; what is encoded already stays. */
export function encodeUnsafe(written: string): string {
  return written.replaceAll(/[^!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]+/g, (run) =>
    encodeURIComponent(run.toWellFormed()),
  );
}
