import { didYouMean } from "./diagnostics/did-you-mean.js";
import type { Location } from "./diagnostics/diagnostic.js";
import type { Reporter } from "./diagnostics/reporter.js";
import { kindOf } from "./load/cursor.js";
import { childPointer } from "./load/json-pointer.js";
import { locateValues } from "./load/parse-text.js";
import type { SpecFile } from "./load/spec-file.js";
import { nearestNode } from "./load/text-tree.js";
import type { TemplateEvent } from "./run-template.js";

const FIELDS = ["body", "params", "context", "stageVariables", "variables"];
const PARAMS = ["path", "querystring", "header"] as const;

/** The event that a file holds; problems are reported, and what has them is left out. */
export function readTemplateEvent(file: SpecFile, reporter: Reporter): TemplateEvent {
  if (file.parsed === undefined) return {};
  const root: Given = { value: file.parsed.value, at: { file: file.name, pointer: "" }, name: "" };
  const event = recordOf(root, reporter);
  checkNames(event, FIELDS, reporter);
  const params = recordOf(event.get("params"), reporter);
  checkNames(params, PARAMS, reporter);
  const [path, querystring, header] = PARAMS.map((each) => textsOf(params.get(each), reporter));
  return {
    body: bodyOf(event.get("body")?.value, file),
    params: {
      ...(path && { path }),
      ...(querystring && { querystring }),
      ...(header && { header }),
    },
    context: plainOf(recordOf(event.get("context"), reporter)),
    stageVariables: textsOf(event.get("stageVariables"), reporter) ?? {},
    variables: plainOf(recordOf(event.get("variables"), reporter)),
  };
}

/** A value of the event, and where it stands. */
interface Given {
  readonly value: unknown;
  readonly at: Location;
  readonly name: string;
}

type Members = ReadonlyMap<string, Given>;

function recordOf(given: Given | undefined, reporter: Reporter): Members {
  if (given === undefined) return new Map();
  const { value, at } = given;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reportKind(given, "an object", reporter);
    return new Map();
  }
  return new Map(
    Object.entries(value).map(([name, member]) => {
      const place = { ...at, pointer: childPointer(at.pointer, name) };
      return [name, { value: member as unknown, at: place, name }];
    }),
  );
}

function textsOf(given: Given | undefined, reporter: Reporter): Readonly<Record<string, string>> {
  const members = recordOf(given, reporter);
  for (const member of members.values()) {
    if (typeof member.value !== "string") reportKind(member, "text", reporter);
  }
  return plainOf(members) as Readonly<Record<string, string>>;
}

function plainOf(members: Members): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Array.from(members, ([name, { value }]) => [name, value]));
}

/** JSON as it is written: `1.0` is not the same to a template as `1`. */
function bodyOf(body: unknown, { text = "", syntax }: SpecFile): string {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return body;
  if (syntax !== "json") return JSON.stringify(body);
  const { start, end } = nearestNode(locateValues(text, syntax), "/body");
  return text.slice(start, end);
}

function checkNames(members: Members, known: readonly string[], reporter: Reporter): void {
  for (const { name, at } of members.values()) {
    if (known.includes(name)) continue;
    const nearest = didYouMean(name, known);
    reporter.report("unknown-event-field", { ...at, on: "key" }, { field: name, nearest });
  }
}

function reportKind({ value, at, name }: Given, expected: string, reporter: Reporter): void {
  reporter.report("wrong-type", at, { key: name, expected, found: kindOf(value) });
}
