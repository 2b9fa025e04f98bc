import type { ConfiguredText } from "./configured-text.js";
import type { Cors } from "./cors.js";

/** A change of a message's headers; names compare without case. */
export type HeaderRule =
  /** `set` replaces what is there of the name, `add` leaves it. */
  | { readonly action: "set" | "add"; readonly name: string; readonly value: ConfiguredText }
  | { readonly action: "remove"; readonly name: string }
  /** Replaces what is there of the new name, if there is anything of the old one. */
  | { readonly action: "rename"; readonly name: string; readonly to: string };

/** What changes of the headers of requests to an upstream, and of responses; in this order. */
export interface HeaderRules {
  readonly request: readonly HeaderRule[];
  readonly response: readonly HeaderRule[];
}

/** The variables of the document that headers and origins are made of, sorted. */
export function variablesIn(
  rules: readonly (HeaderRules | undefined)[],
  cors: Cors | undefined,
): readonly string[] {
  const changes = rules.flatMap((each) => [...(each?.request ?? []), ...(each?.response ?? [])]);
  const parts = [
    ...changes.flatMap((rule) => ("value" in rule ? rule.value : [])),
    ...(cors?.allowOrigins ?? []).flat(),
  ];
  const names = parts.flatMap((part) => (part.kind === "variable" ? part.name : []));
  return [...new Set(names)].toSorted();
}
