import type { Exchange } from "../exchange.js";

/** What the document takes of a request to know callers by; a list has the values of one name. */
export type IdentitySources = (
  request: Exchange,
) => readonly (string | readonly string[] | undefined)[];

/** What a caller shows; undefined where a source is missing or empty. */
export function identityOf(
  request: Exchange,
  sources: IdentitySources = () => [],
): readonly string[] | undefined {
  const values = sources(request).map((value) =>
    typeof value === "object" ? value.join(",") : value,
  );
  return values.every((value) => value !== undefined && value !== "")
    ? (values as readonly string[])
    : undefined;
}
