/** A number that stands in a text; any other text is left for the service to refuse. */
export function numeral(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** What a text says as JSON; any other text is left for the service to refuse. */
export function fromJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A date as services take it: seconds since 1970; any other text is left for the service to refuse. */
export function epochSeconds(text: string | undefined): number | string | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) || /^\d+$/.test(text ?? "") ? numeral(text) : time / 1000;
}

/** A text as services take bytes. */
export function base64(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text).toString("base64");
}
