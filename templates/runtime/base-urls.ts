import type { Environment } from "./environment.js";

/** As many as metrics tell apart. */
const MOST = 64;

/** The base URLs of servers that answer for one upstream, separated by commas; at least one. */
export function baseUrls(
  read: Environment,
  name: string,
  fallback: readonly string[] = [],
): readonly URL[] {
  const value = read.optional(name);
  const written = value?.split(",").map((each) => each.trim()) ?? fallback;
  if (written.length === 0) read.refuse(`${name} is not set`);
  if (written.length > MOST) read.refuse(`${name} must be at most ${MOST} URLs`);
  return written.map((each) => read.url(name, each));
}

/** The same where stage variables make the only one unless the setting says others; perhaps none. */
export function stageUrls(read: Environment, name: string, made: string): readonly URL[] {
  if (read.optional(name) !== undefined) return baseUrls(read, name);
  const url = read.stageUrl(name, made);
  return url === undefined ? [] : [url];
}
