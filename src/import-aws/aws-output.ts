import { basename, dirname } from "node:path/posix";
import type { SpecFile } from "../load/spec-file.js";
import { type AwsValue, itemsOf, membersOf } from "./aws-value.js";
import { applyRules, type Rule, type Telling, without } from "./rules.js";

/** REST APIs and HTTP APIs have commands of their own. */
export type Family = "rest" | "http";

/** What a file holds. */
export type OutputKind =
  | "api"
  | "stage"
  | "usage-plan"
  | "usage-plan-key"
  | "api-key"
  | "gateway-response"
  | "domain"
  | "mapping"
  | "document"
  | "empty";

/** What one command of the CLI printed. */
export interface AwsOutput {
  readonly kind: OutputKind;
  readonly family: Family;
  readonly folder: string;
  /** Its file without folder and ending: it may be the id that the command was asked about. */
  readonly stem: string;
  readonly root: AwsValue;
  /** What it lists; one alone is a list of one. */
  readonly items: readonly AwsValue[];
}

/** What each kind can be told by: all of these members. The first that fits counts. */
const KINDS: readonly (readonly [OutputKind, Family, readonly string[]])[] = [
  ["gateway-response", "rest", ["responseType"]],
  ["stage", "rest", ["stageName"]],
  ["mapping", "rest", ["restApiId"]],
  ["domain", "rest", ["domainName"]],
  ["api", "rest", ["id", "endpointConfiguration"]],
  ["api", "rest", ["id", "apiKeySource"]],
  ["api", "rest", ["id", "rootResourceId"]],
  ["api-key", "rest", ["id", "enabled"]],
  ["api-key", "rest", ["id", "stageKeys"]],
  ["usage-plan-key", "rest", ["id", "type"]],
  ["usage-plan", "rest", ["id", "apiStages"]],
  ["usage-plan", "rest", ["id", "throttle"]],
  ["usage-plan", "rest", ["id", "quota"]],
  ["stage", "http", ["StageName"]],
  ["api", "http", ["ApiId", "ProtocolType"]],
  ["mapping", "http", ["ApiId", "Stage"]],
  ["domain", "http", ["DomainName"]],
  ["document", "rest", ["openapi"]],
  ["document", "rest", ["swagger"]],
];

/** Under what the commands list things: `get-stages` of REST APIs is the one that says "item". */
const LISTS = ["item", "items", "Items"];

/** Finds out by what is in it which command a file is of; one that is of none is an error. */
export function recognizeOutput(file: SpecFile, telling: Telling): AwsOutput | undefined {
  if (file.parsed === undefined) return undefined;
  const { reporter } = telling;
  const at = { file: file.name, pointer: "" };
  const root: AwsValue = { value: file.parsed.value, at, name: "" };
  const members = Array.isArray(root.value) ? new Map() : membersOf(root, reporter);
  const list = LISTS.flatMap((name) => members.get(name) ?? []).find(({ value }) =>
    Array.isArray(value),
  ) as AwsValue | undefined;
  const items = list === undefined ? [root] : itemsOf(list, reporter);
  const place = { folder: dirname(file.name), stem: basename(file.name, ".json"), root, items };
  if (list !== undefined) applyRules(root, { ...ofLists, [list.name]: () => undefined }, telling);
  const [first] = items;
  if (first === undefined) {
    const isStages = list?.name === "item";
    const family = list?.name === "Items" ? "http" : "rest";
    return { kind: isStages ? "stage" : "empty", family, ...place };
  }
  const kinds = items.map(kindOf);
  const unknown = items.find((_, index) => kinds[index]?.[0] !== kinds[0]?.[0] || !kinds[index]);
  const [found] = kinds;
  if (unknown !== undefined || found === undefined) {
    reporter.report("unknown-aws-output", (unknown ?? first).at);
    return undefined;
  }
  return { kind: found[0], family: found[1], ...place };
}

function kindOf({ value }: AwsValue) {
  if (typeof value !== "object" || value === null) return undefined;
  return KINDS.find(([, , names]) => names.every((name) => Object.hasOwn(value, name)));
}

const more: Rule = without(
  "the list goes on after what is in the file",
  "ask again without --max-items and --no-paginate",
);

/** What may stand beside a list. */
const ofLists = {
  position: more,
  nextToken: more,
  NextToken: more,
  warnings: without("it is what Amazon said, not what is set", "read it"),
};
