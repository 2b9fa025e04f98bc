import type { TextPiece } from "../../load/placeholder-text.js";
import type { ConfiguredText, ConfiguredTextPart } from "../../model/configured-text.js";
import type { UriPiece } from "./parse-uri.js";
import { afterFirst, encoded, isParameter, piecesOf, refuseRest, splitAt } from "./parse-uri.js";

/** The URI of an integration with a service of AWS, taken apart. */
export interface ServiceUri {
  /** As its endpoint is called. */
  readonly service: string;
  /** What stands in front of the service in the host, with the dot behind it; empty for nothing. */
  readonly hostPrefix: ConfiguredText;
  readonly region: ConfiguredText;
  /** The action that is asked for; undefined where a path is called. */
  readonly action: ConfiguredText | undefined;
  readonly path: readonly UriPiece[];
  readonly query: readonly UriPiece[];
}

/** Why a service cannot be called. */
export type RefusedServiceUri =
  | { readonly refused: "malformed"; readonly why: string }
  | { readonly refused: "parameter"; readonly part: string; readonly of: "action" | "host" };

/** Parses `arn:aws:apigateway:REGION:SERVICE:path/…`, or `:action/NAME`. */
export function parseServiceUri(written: readonly TextPiece[]): ServiceUri | RefusedServiceUri {
  const fields = splitFields(written.flatMap(piecesOf), 6);
  const [arn = [], partition = [], product = [], region = [], host = [], rest = []] = fields;
  if (textOf(arn) !== "arn" || textOf(product) !== "apigateway" || fields.length < 6) {
    return malformed("it does not begin with arn:aws:apigateway:REGION:SERVICE:");
  }
  const inHost = [...partition, ...region, ...host].find(isParameter);
  if (inHost !== undefined) return { refused: "parameter", part: `{${inHost.name}}`, of: "host" };
  const place = placeOf(region.filter(isConfigured), host.filter(isConfigured));
  if ("refused" in place) return place;
  const [first, ...others] = rest;
  const [, form, begin = ""] =
    first?.kind === "text" ? (/^(path|action)\/(.*)$/s.exec(first.text) ?? []) : [];
  if (form === undefined) return malformed("neither path/ nor action/ follows the service");
  const behind: readonly UriPiece[] =
    begin === "" ? others : [{ kind: "text", text: begin }, ...others];
  return form === "path" ? ofPath(place, behind) : ofAction(place, behind);
}

type Place = Pick<ServiceUri, "hostPrefix" | "region" | "service">;

function placeOf(region: ConfiguredText, host: ConfiguredText): Place | RefusedServiceUri {
  const isLabel = (part: ConfiguredTextPart) =>
    part.kind !== "text" || /^[a-z\d-]+$/.test(part.text);
  if (region.length === 0 || !region.every(isLabel)) return malformed("it names no region");
  const last = host.at(-1);
  const [, inFront, service] =
    last?.kind === "text" ? (/^(.*\.)?([a-z][a-z\d-]*)$/s.exec(last.text) ?? []) : [];
  const before = host.slice(0, -1);
  if (service === undefined || (before.length > 0 && inFront === undefined)) {
    return malformed("it names no service");
  }
  const hostPrefix: ConfiguredText =
    inFront === undefined ? [] : [...before, { kind: "text", text: inFront }];
  return hostPrefix.every((part) => part.kind !== "text" || /^[a-z\d.-]+$/i.test(part.text))
    ? { service, hostPrefix, region }
    : malformed("it names no service");
}

function ofPath(place: Place, behind: readonly UriPiece[]): ServiceUri | RefusedServiceUri {
  const [first, ...others] = behind;
  // `path//a` is written as often as `path/a`, and means the same.
  const rooted: readonly UriPiece[] =
    first?.kind === "text"
      ? [{ kind: "text", text: `/${first.text.replace(/^\//, "")}` }, ...others]
      : [{ kind: "text", text: "/" }, ...behind];
  const why = refuseRest(rooted);
  if (why !== undefined) return malformed(why);
  const { before: path, after: query } = splitAt(rooted, /\?/);
  return { ...place, action: undefined, path: encoded(path), query: encoded(afterFirst(query)) };
}

function ofAction(place: Place, behind: readonly UriPiece[]): ServiceUri | RefusedServiceUri {
  const { before: name, after: query } = splitAt(behind, /[&?]/);
  const chosen = name.find(isParameter);
  if (chosen !== undefined) return { refused: "parameter", part: `{${chosen.name}}`, of: "action" };
  const action = name.filter(isConfigured);
  if (action.length === 0 || !action.every((part) => part.kind !== "text" || isWord(part.text))) {
    return malformed("it names no action");
  }
  return {
    ...place,
    action,
    path: [{ kind: "text", text: "/" }],
    query: encoded(afterFirst(query)),
  };
}

function isWord(text: string): boolean {
  return /^\w+$/.test(text);
}

function malformed(why: string): RefusedServiceUri {
  return { refused: "malformed", why };
}

function isConfigured(piece: UriPiece): piece is ConfiguredTextPart {
  return !isParameter(piece);
}

function textOf(pieces: readonly UriPiece[]): string | undefined {
  const [only, ...more] = pieces;
  return only?.kind === "text" && more.length === 0 ? only.text : undefined;
}

/** Parts pieces at the colons of what is written; the last field has all that is left. */
function splitFields(pieces: readonly UriPiece[], count: number): readonly (readonly UriPiece[])[] {
  const fields: (readonly UriPiece[])[] = [];
  let left = pieces;
  while (fields.length < count - 1) {
    const { before, after } = splitAt(left, /:/);
    if (after.length === 0) break;
    fields.push(before);
    left = afterFirst(after);
  }
  return [...fields, left];
}
