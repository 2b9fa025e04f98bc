import { EVENT_ID, SCALAR_STYLE, type Event } from "js-yaml";
import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { isCloudFormationTag } from "./cloudformation-tags.js";
import { MAX_REPEATS } from "./limits.js";
import { plainScalar } from "./yaml-schema.js";

const CORE_TAGS = ["!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq", "!!merge"];

/** Digits that may have been meant as text: leading zeros, octal, an exponent without a point. */
const AMBIGUOUS_NUMBER = /^[-+]?(?:0\d+(?:\.\d*)?|0o[0-7]+|\d+[eE][-+]?\d+)$/;

/**
 * Reports tags and numbers that don't mean what their author may think. Returns the events without
 * unknown tags, so that their values are what they would be without; undefined when the text must
 * not be taken as a value at all.
 */
export function checkYamlEvents(
  text: string,
  events: readonly Event[],
  at: (offset: number) => Location,
  reporter: Reporter,
): Event[] | undefined {
  let repeats = 0;
  let isAcceptable = true;
  const checked = events.map((event): Event => {
    const tag = tagOf(event, text);
    if (tag !== undefined && tag.kind !== "known") {
      const code = tag.kind === "ignored" ? "unknown-tag" : "unsupported-tag";
      if (repeats++ < MAX_REPEATS) reporter.report(code, at(tag.start), { tag: tag.name });
      if (tag.kind === "refused") isAcceptable = false;
      return { ...event, tagStart: -1, tagEnd: -1 } as Event;
    }
    const number = tag ? undefined : ambiguousNumber(event, text);
    if (number && repeats++ < MAX_REPEATS) {
      reporter.report("ambiguous-number", at(number.start), number);
    }
    return event;
  });
  return isAcceptable ? checked : undefined;
}

function tagOf(
  event: Event,
  text: string,
): { name: string; start: number; kind: "known" | "ignored" | "refused" } | undefined {
  if (!("tagStart" in event) || event.tagStart < 0) return undefined;
  const start = event.tagStart;
  const name = text.slice(start, event.tagEnd);
  if (name.startsWith("!!")) {
    return { name, start, kind: CORE_TAGS.includes(name) ? "known" : "refused" };
  }
  const isIgnored = /^![^!<]/.test(name) && !isCloudFormationTag(name);
  return { name, start, kind: isIgnored ? "ignored" : "known" };
}

function ambiguousNumber(
  event: Event,
  text: string,
): { written: string; read: string; start: number } | undefined {
  if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return undefined;
  const start = event.valueStart;
  const written = text.slice(start, event.valueEnd);
  const read = AMBIGUOUS_NUMBER.test(written) ? plainScalar(written) : undefined;
  return typeof read === "number" ? { written, read: String(read), start } : undefined;
}
