import type { Cursor } from "../../load/cursor.js";

/**
 * What an object says of each media type, by its name in lower case and without parameters. One
 * that is named again is reported, unless the same is said of it, and left out.
 */
export function readMediaTypes(
  content: Cursor | undefined,
): readonly (readonly [mediaType: string, value: Cursor])[] {
  const byName = new Map<string, Cursor>();
  for (const [key, value] of content?.entries() ?? []) {
    const mediaType = key.split(";")[0]?.trim().toLowerCase() ?? "";
    const first = byName.get(mediaType);
    if (first === undefined) {
      byName.set(mediaType, value);
    } else if (JSON.stringify(first.value) !== JSON.stringify(value.value)) {
      value.reporter.report("duplicate-media-type", value.keyAt, { mediaType }, [
        { at: first.keyAt, message: "the first" },
      ]);
    }
  }
  return [...byName];
}
