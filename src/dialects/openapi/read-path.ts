import { quote } from "../../diagnostics/quote.js";
import type { Cursor } from "../../load/cursor.js";
import { percentDecode } from "../../load/percent-decode.js";

/** A parameter that stands in a path. */
export interface PathParameter {
  readonly name: string;
  /** `{name+}`: takes all segments that are left. */
  readonly greedy: boolean;
}

export interface ReadPath {
  /** Without its fragment. */
  readonly path: string;
  readonly hasFragment: boolean;
  /** In order. */
  readonly parameters: readonly PathParameter[];
}

/**
 * Reads a path; undefined, with the problem reported, for one that cannot be routed. In plain documents
 * it may end with the query that requests must have, and with a fragment that tells it from others.
 * @param path a path item, whose key is the path
 */
export function readPath(path: Cursor, dialect: "amazon" | "plain"): ReadPath | undefined {
  const [written, query, fragment] = dialect === "amazon" ? [path.name] : splitPath(path.name);
  const refuse = (why: string, fix: string): undefined => {
    path.reporter.report("malformed-path", path.keyAt, { path: path.name, why, fix });
  };
  if (!path.name.startsWith("/")) {
    return refuse('it does not begin with "/"', `write ${quote(`/${path.name}`)}`);
  }
  const parameters: PathParameter[] = [];
  const segments = written.slice(1).split("/");
  for (const [index, segment] of segments.entries()) {
    if (/[?#\\\s]/.test(segment)) {
      return refuse(`${quote(segment)} holds a character that paths do not have`, "remove it");
    }
    if (percentDecode(segment.replaceAll(/\{[^{}]*\}/g, "")) === undefined) {
      return refuse(`"${segment}" is not encoded as paths are`, 'write "%" itself as "%25"');
    }
    if (!/[{}]/.test(segment)) continue;
    const [, whole, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(segment) ?? [];
    const names = whole === undefined ? namesIn(segment) : [whole];
    if (names === undefined || (whole === undefined && dialect === "amazon")) {
      return refuse(`${quote(segment)} is not one whole parameter`, 'write a segment as "{name}"');
    }
    if (plus === "+" && index < segments.length - 1) {
      return refuse(`${quote(segment)} is not its last segment`, "end the path with it");
    }
    if (plus === "+" && dialect === "plain") {
      path.reporter.report("greedy-parameter", path.keyAt, { segment });
    }
    for (const name of names) {
      if (parameters.some((parameter) => parameter.name === name)) {
        return refuse(`it has two parameters ${quote(name)}`, "give them different names");
      }
      parameters.push({ name, greedy: plus === "+" });
    }
  }
  const routed = query === undefined ? written : `${written}?${query}`;
  if (query !== undefined && !/^[^\s{}\\]+$/.test(query)) {
    return refuse(`${quote(`?${query}`)} is no query`, "write pairs of name and value");
  }
  if (fragment !== undefined) {
    path.reporter.report("fragment-in-path", path.keyAt, { path: path.name, routed });
  }
  return { path: routed, hasFragment: fragment !== undefined, parameters };
}

/** A path, and where they are there its query and its fragment. */
function splitPath(written: string): readonly [string, string | undefined, string | undefined] {
  const [, path = "", query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(written) ?? [];
  return [path, query, fragment];
}

/** The parameters in a segment that is partly a literal; undefined where nothing tells them apart. */
function namesIn(segment: string): readonly string[] | undefined {
  if (!/^[^{}]*(?:\{[^{}+]+\}[^{}]+)*(?:\{[^{}+]+\})?$/.test(segment)) return undefined;
  return Array.from(segment.matchAll(/\{([^{}]+)\}/g), ([, name]) => String(name));
}
