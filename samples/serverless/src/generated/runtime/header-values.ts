/** All values of a header in `rawHeaders`, in order; names compare without case. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const candidate = rawHeaders[i] ?? "";
    if (candidate.length === wanted.length && candidate.toLowerCase() === wanted) {
      values.push(rawHeaders[i + 1] ?? "");
    }
  }
  return values;
}

/** Takes all headers of a name out of names and values that alternate. */
export function removeHeader(headers: string[], name: string): void {
  const unwanted = name.toLowerCase();
  for (let i = headers.length - 2; i >= 0; i -= 2) {
    if (headers[i]?.toLowerCase() === unwanted) headers.splice(i, 2);
  }
}
