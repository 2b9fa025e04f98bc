/** A query's parameters in order, decoded as forms are: `+` is a space. */
export type QueryParameters = ReadonlyMap<string, readonly string[]>;

/** Splits a raw query at `&`; what cannot be percent-decoded stays as it was sent. */
export function parseQuery(query: string): QueryParameters {
  return readPairs(query, decodeForm);
}

/** The same with values as they were sent. */
export function encodedQuery(query: string): QueryParameters {
  return readPairs(query, (value) => value);
}

function readPairs(query: string, read: (value: string) => string): QueryParameters {
  const parameters = new Map<string, string[]>();
  if (query === "") return parameters;
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = parameterName(pair);
    const value = equals === -1 ? "" : read(pair.slice(equals + 1));
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

/** Writes parameters for an upstream: a list repeats its name, `undefined` leaves it out. */
export function formatQuery(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of typeof value === "string" ? [value] : value) {
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(one.toWellFormed())}`);
    }
  }
  return pairs.join("&");
}

/** The name of one `name=value` of a raw query, decoded. */
export function parameterName(pair: string): string {
  const equals = pair.indexOf("=");
  return decodeForm(equals === -1 ? pair : pair.slice(0, equals));
}

/** A raw query with those parameters alone that are asked for by their decoded names. */
export function narrowQuery(query: string, hasName: (name: string) => boolean): string {
  return query
    .split("&")
    .filter((pair) => hasName(parameterName(pair)))
    .join("&");
}

/** Joins the non-empty parts of a query. */
export function joinQuery(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("&");
}

/** Decodes a name or a value, if that is possible. */
export function decodeForm(text: string): string {
  if (!/[+%]/.test(text)) return text;
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
