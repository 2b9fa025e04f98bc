import type { Exchange } from "./exchange.js";
import { parseMediaType } from "./media-type.js";

/** By the first media type of `Accept`, else JSON, else the first; undefined if there are none. */
export function chooseTemplate<Template>(
  templates: Readonly<Record<string, Template>>,
  request: Exchange,
): readonly [mediaType: string, template: Template] | undefined {
  const all = Object.entries(templates);
  if (all.length < 2) return all[0];
  const first = (request.header("accept") ?? "").split(",")[0] ?? "";
  const accepted = parseMediaType(first.trim()) ?? "";
  return (
    all.find(([name]) => name.toLowerCase() === accepted) ??
    all.find(([name]) => name === "application/json") ??
    all[0]
  );
}
