import { flatWords, isSequence, type Layout } from "./layout.js";

/** `layout` without its optional line breaks, for the places that must stay on one line. */
export function flattened(layout: Layout): Layout {
  if (typeof layout === "string") return layout;
  if (isSequence(layout)) return layout.map(flattened);
  switch (layout.kind) {
    case "line":
      return layout.hard ? layout : layout.flat;
    case "if-break":
      return flattened(layout.flat);
    case "one-line":
      return layout.pieces.map(flattened);
    case "words":
      return flatWords(layout);
    case "fill":
      return layout.parts.map(flattened);
    case "group":
    case "indent":
    case "indent-if-break":
      return flattened(layout.contents);
    case "use":
    case "break-parent":
      return layout;
  }
}
