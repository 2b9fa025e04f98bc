const ASCII = /^[\x20-\x7e]*$/;
/** What fills two columns as one sign, whatever its parts are. */
const PICTOGRAPHS = /\p{RI}\p{RI}|\p{EBase}\p{EMod}?|(?!\p{RI})\p{Emoji_Presentation}/gu;
const WIDE = new RegExp(
  "[\\u1100-\\u115f\\u2329\\u232a\\u2630-\\u2637\\u268a-\\u268f\\u2e80-\\u303e" +
    "\\u3041-\\u3247\\u3250-\\u4dff\\u4e00-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3" +
    "\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6b\\uff01-\\uff60\\uffe0-\\uffe6" +
    "\\u{16fe0}-\\u{18df2}\\u{1aff0}-\\u{1b2fb}\\u{1d300}-\\u{1d376}" +
    "\\u{1f200}-\\u{1f265}\\u{20000}-\\u{3fffd}]",
  "gu",
);
const MARKS = /[\p{Mn}\p{Me}]/gu;

/** The columns that `text` takes on a terminal and in prettier's count. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  const plain = text.replace(PICTOGRAPHS, "  ").replace(MARKS, "").replace(WIDE, "  ");
  return [...plain].length;
}
