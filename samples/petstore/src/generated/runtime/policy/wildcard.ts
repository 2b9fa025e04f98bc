/**
 * Whether a text matches a pattern, in which `*` stands for any run of characters, `/` and `:`
 * included, and `?` for one. Only the last `*` is ever tried again, so that a pattern takes no more
 * steps than its length times the text's.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  let star = -1;
  let resume = 0;
  while (from < text.length) {
    const expected = pattern[at];
    if (expected === "*") {
      star = at++;
      resume = from;
    } else if (expected === "?" || expected === text[from]) {
      at++;
      from++;
    } else if (star !== -1) {
      at = star + 1;
      from = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
