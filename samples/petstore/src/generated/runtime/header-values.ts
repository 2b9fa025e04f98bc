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
