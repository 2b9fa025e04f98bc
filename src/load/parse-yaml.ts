import { constructFromEvents, EVENT_ID, parseEvents, YAMLException, type Event } from "js-yaml";
import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { MAX_DEPTH } from "./limits.js";
import { reportDuplicates } from "./report-duplicates.js";
import { checkYamlEvents } from "./check-yaml-events.js";
import { yamlSchema } from "./yaml-schema.js";
import { MOST_MERGED_KEYS, yamlTree } from "./yaml-tree.js";

/** The one value of a YAML text; undefined, with the reason reported, when it has none. */
export function parseYaml(text: string, file: string, reporter: Reporter): unknown {
  const at = (offset: number): Location => ({ file, pointer: "", offset });
  let events: Event[];
  try {
    events = yamlEvents(text);
  } catch (error) {
    reportYamlError(error, at, reporter);
    return undefined;
  }
  const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT);
  if (documents.length === 0) {
    reporter.report("file-empty", at(0), { what: "holds only comments" });
    return undefined;
  }
  if (documents.length > 1) {
    reporter.report("several-documents", at(secondDocument(text, events)));
    return undefined;
  }
  const checked = checkYamlEvents(text, events, at, reporter);
  if (!checked) return undefined;
  try {
    return construct(text, checked, false);
  } catch (error) {
    if (!isDuplicateKey(error)) {
      reportYamlError(error, at, reporter);
      return undefined;
    }
  }
  reportDuplicates(yamlTree(text, events).duplicates, text, file, reporter);
  try {
    return construct(text, checked, true);
  } catch (error) {
    reportYamlError(error, at, reporter);
    return undefined;
  }
}

/** The events of a YAML text; values and places are both made of them. Throws as js-yaml does. */
export function yamlEvents(text: string): Event[] {
  return parseEvents(text, { maxDepth: MAX_DEPTH });
}

function construct(text: string, events: Event[], lastDuplicateWins: boolean): unknown {
  const [value] = constructFromEvents(events, {
    source: text,
    schema: yamlSchema,
    json: lastDuplicateWins,
    maxTotalMergeKeys: MOST_MERGED_KEYS,
  });
  return value ?? null;
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof YAMLException && error.reason === "duplicated mapping key";
}

function reportYamlError(
  error: unknown,
  at: (offset: number) => Location,
  reporter: Reporter,
): void {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const place = at((error instanceof YAMLException && error.mark?.position) || 0);
  if (reason.includes("maxDepth")) {
    reporter.report("document-too-deep", place, { limit: MAX_DEPTH });
  } else if (reason.includes("maxTotalMergeKeys")) {
    reporter.report("document-expands-too-far", place);
  } else if (reason.includes("complex keys")) {
    const why = "a key is a list or an object, and JSON has only text as keys";
    reporter.report("invalid-yaml", place, { why });
  } else reporter.report("invalid-yaml", place, { why: reason });
}

/** The "---" that ends the first document: the first one after its last event. */
function secondDocument(text: string, events: readonly Event[]): number {
  const documents = events.flatMap((event, index) =>
    event.type === EVENT_ID.DOCUMENT ? [index] : [],
  );
  const ends = events.slice(0, documents[1]).map((event) => {
    if (event.type === EVENT_ID.SCALAR) return event.valueEnd;
    return event.type === EVENT_ID.ALIAS ? event.anchorEnd : "start" in event ? event.start : 0;
  });
  const after = ends.reduce((a, b) => Math.max(a, b), 0);
  const marker = text.slice(after).search(/^---/m);
  return marker < 0 ? after : after + marker;
}
