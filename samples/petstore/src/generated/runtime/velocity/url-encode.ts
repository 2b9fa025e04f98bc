/** As Java's `URLEncoder`: a space is `+`, and but for letters and digits only `.-*_` are left alone. */
export function urlEncode(text: string): string {
  // Java writes halves of surrogate pairs as question marks; of JavaScript they are an error.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"))
    .replaceAll("%20", "+")
    .replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
