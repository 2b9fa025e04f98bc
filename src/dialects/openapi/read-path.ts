import type { Cursor } from "../../load/cursor.js";

/** A parameter that stands in a path. */
export interface PathParameter {
  readonly name: string;
  /** `{name+}`: takes all segments that are left. */
  readonly greedy: boolean;
}

/**
 * The parameters of a path, in order; undefined, with the problem reported, for a path that cannot
 * be routed.
 * @param path a path item, whose key is the path
 */
export function readPath(path: Cursor, allowGreedy: boolean): readonly PathParameter[] | undefined {
  const refuse = (why: string, fix: string): undefined => {
    path.reporter.report("malformed-path", path.keyAt, { path: path.name, why, fix });
  };
  if (!path.name.startsWith("/")) {
    return refuse('it does not begin with "/"', `write "/${path.name}"`);
  }
  const parameters: PathParameter[] = [];
  const segments = path.name.slice(1).split("/");
  for (const [index, segment] of segments.entries()) {
    if (/[?#\\\s]/.test(segment)) {
      return refuse(`"${segment}" holds a character that paths do not have`, "remove it");
    }
    if (!/[{}]/.test(segment)) continue;
    const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(segment) ?? [];
    if (name === undefined) {
      return refuse(`"${segment}" is not one whole parameter`, 'write a segment as "{name}"');
    }
    if (plus === "+" && !allowGreedy) {
      return refuse("greedy parameters are Amazon's", `write "{${name}}" for one segment`);
    }
    if (plus === "+" && index < segments.length - 1) {
      return refuse(`"${segment}" is not its last segment`, "end the path with it");
    }
    if (parameters.some((parameter) => parameter.name === name)) {
      return refuse(`it has two parameters "${name}"`, "give them different names");
    }
    parameters.push({ name, greedy: plus === "+" });
  }
  return parameters;
}
