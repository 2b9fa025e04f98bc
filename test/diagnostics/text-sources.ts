import type { Location } from "../../src/diagnostics/diagnostic.js";
import { LineIndex } from "../../src/diagnostics/line-index.js";
import type { Sources } from "../../src/diagnostics/sources.js";

/** Sources of plain texts, in which only offsets can be located. The first one is the entry. */
export function textSources(texts: Record<string, string>): Sources {
  return {
    entry: Object.keys(texts)[0] ?? "",
    text: (file) => texts[file],
    locate: ({ file, offset = 0 }: Location) => {
      const text = texts[file];
      return text === undefined ? undefined : new LineIndex(text).position(offset);
    },
  };
}
