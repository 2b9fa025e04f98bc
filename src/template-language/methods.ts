/** The methods of `$input`. */
export const INPUT_METHODS: ReadonlySet<string> = new Set(["json", "path", "params"]);

/** The methods of `$util`. */
export const UTIL_METHODS: ReadonlySet<string> = new Set([
  "escapeJavaScript",
  "parseJson",
  "urlEncode",
  "urlDecode",
  "base64Encode",
  "base64Decode",
]);
