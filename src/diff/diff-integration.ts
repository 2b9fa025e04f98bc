import type { Location } from "../diagnostics/diagnostic.js";
import type { BodyTemplate } from "../model/body-template.js";
import type { Integration } from "../model/integration.js";
import { routeOf } from "../model/route-of.js";
import type { ChangeClass, ChangeKind } from "./change.js";
import type { ChangeList } from "./change-list.js";
import type { Field } from "./fields.js";
import { compareFields, limit, risky } from "./fields.js";
import type { OperationPair } from "./match-operations.js";
import { parametersOf } from "./match-operations.js";
import { pairByKey } from "./pair-by-key.js";
import { isSame } from "./same-value.js";
import { showValue } from "./show-value.js";

/** What a call is, of whatever kind. Upstreams are compared for all their callers at once. */
const CALL: Readonly<Record<string, Field>> = {
  method: { says: "the method upstream", judge: risky },
  path: { says: "the path upstream", judge: risky },
  uriQuery: { says: "the query of the uri", judge: risky },
  bodyAs: { says: "what the body is made", judge: risky, unset: "as its media type says" },
  function: { says: "the function that is called", judge: risky },
  streams: { says: "whether answers stream", judge: risky, unset: "no" },
  otherwise: { says: "bodies for which there is no template", judge: risky },
  invocationType: { says: "how the function is invoked", judge: risky, unset: "waiting for it" },
  payloadFormatVersion: { says: "the version of the function's event", judge: risky },
  service: { says: "the service that is called", judge: risky },
  hostPrefix: { says: "the host of the service", judge: risky },
  region: { says: "the region of the service", judge: risky, unset: "the gateway's own" },
  role: { says: "the role on whose behalf it is called", judge: risky, unset: "the gateway's own" },
  call: { says: "the action that is asked for", judge: risky },
  passesAnswer: { says: "whether the answer passes as it is", judge: risky, unset: "no" },
  name: { says: "the handler", judge: risky, unset: "called as the operation" },
  why: { says: "why it fails", judge: risky },
};

const TIMEOUT = { timeoutMs: { says: "timeout in milliseconds", judge: limit } };

const KINDS: Readonly<Record<Integration["kind"], string>> = {
  "http-proxy": "an HTTP proxy",
  "http-api-proxy": "an HTTP proxy, as HTTP APIs have it",
  http: "an HTTP call that is mapped",
  "lambda-proxy": "a Lambda function",
  "http-api-lambda": "a Lambda function, as HTTP APIs call it",
  lambda: "a Lambda function that is mapped",
  "aws-service": "a service of AWS",
  "aws-action": "an action of a service of AWS",
  mock: "a mock",
  handler: "a handler of yours",
  misconfigured: "an error, as its integration is wrong",
  "not-implemented": "501, as nothing is there for it",
};

type Found = (
  change: { class: ChangeClass; kind: ChangeKind; message: string },
  older?: Location,
  newer?: Location,
) => void;

/** What answers an operation. */
export function diffIntegration(pair: OperationPair, list: ChangeList): void {
  const [wasAt, isAt] = [pair.old, pair.new].map(({ places, at }) => places.integration ?? at);
  const found: Found = (change, older = wasAt, newer = isAt) =>
    list.add({
      ...change,
      place: {
        operation: routeOf(pair.old),
        ...(older && { old: older }),
        ...(newer && { new: newer }),
      },
    });
  const { integration: is } = pair.new;
  const was = withParametersOf(pair);
  const { old: before, new: after } = pair;
  for (const { class: changeClass, message } of compareFields(was, is, TIMEOUT)) {
    if (!("timeoutMs" in was && "timeoutMs" in is)) continue;
    const [older, newer] = [before, after].map((each) => each.places.timeoutMs);
    found({ class: changeClass, kind: "limit", message }, older, newer);
  }
  if (was.kind !== is.kind) {
    const message = `it is answered by ${KINDS[is.kind]} (was ${KINDS[was.kind]})`;
    const fails = is.kind === "not-implemented" || is.kind === "misconfigured";
    found({ class: fails ? "breaking" : "risky", kind: "integration", message });
    return;
  }
  for (const { message, field } of compareFields(was, is, CALL)) {
    const isUri = field === "path" || field === "uriQuery";
    const [older, newer] = [before, after].map((each) =>
      isUri ? each.places.upstream : undefined,
    );
    found({ class: "risky", kind: "integration", message }, older, newer);
  }
  for (const { says, of } of MAPPINGS) diffMappings(says, of(was), of(is), found);
  diffTemplates("request template", templatesOf(was), templatesOf(is), found);
  diffRules(rulesOf(was), rulesOf(is), found);
}

/** The old integration with its path parameters called as in the new document. */
function withParametersOf({ old: before, new: after }: OperationPair): Integration {
  const names = parametersOf(after.path);
  const renamed = new Map(
    parametersOf(before.path).map((name, index) => [name, names[index] ?? name]),
  );
  if ([...renamed].every(([was, is]) => was === is)) return before.integration;
  return rename(before.integration, renamed) as Integration;
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => rename(each, names));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, each]) => [key, rename(each, names)] as const);
  const { kind, name } = value as { readonly kind?: unknown; readonly name?: unknown };
  const isPath = kind === "path" || kind === "sent" || kind === "greedy";
  const now = isPath && typeof name === "string" ? names.get(name) : undefined;
  return { ...Object.fromEntries(members), ...(now !== undefined && { name: now }) };
}

/** A header or a query parameter that a mapping sets, adds or removes. */
interface NamedMapping {
  readonly name: string;
  readonly action?: string;
  readonly value?: unknown;
}

const MAPPINGS: readonly {
  readonly says: string;
  readonly of: (integration: Integration) => readonly NamedMapping[];
}[] = [
  {
    says: "query parameter upstream",
    of: (each) => ("query" in each ? each.query : []),
  },
  {
    says: "header upstream",
    of: (each) => ("headers" in each ? each.headers : []),
  },
];

/** Several mappings of one name are one: which comes first matters. */
function diffMappings(
  says: string,
  older: readonly NamedMapping[],
  newer: readonly NamedMapping[],
  found: Found,
  ...places: readonly (Location | undefined)[]
): void {
  const [was, is] = [older, newer].map((list) =>
    [...new Set(list.map(({ name }) => name))].map((name) => ({
      name,
      values: list.filter((each) => each.name === name).map(({ name: _name, ...rest }) => rest),
    })),
  );
  for (const each of pairByKey(was ?? [], is ?? [], ({ name }) => name)) {
    if (isSame(each.old?.values, each.new?.values)) continue;
    const [before, after] = [each.old, each.new].map((one) =>
      one === undefined ? "not mapped" : one.values.map(showMapping).join(", "),
    );
    const message = `${says} ${each.key}: ${before} → ${after}`;
    found({ class: "risky", kind: "mapping", message }, ...places);
  }
}

function showMapping({ action, value }: Omit<NamedMapping, "name">): string {
  const words = value === undefined ? "" : showValue(value);
  return action === undefined ? words : `${action} ${words}`.trimEnd();
}

function templatesOf(integration: Integration): readonly BodyTemplate[] {
  return "requestTemplates" in integration ? integration.requestTemplates : [];
}

function diffTemplates(
  says: string,
  older: readonly BodyTemplate[],
  newer: readonly BodyTemplate[],
  found: Found,
): void {
  for (const each of pairByKey(older, newer, ({ mediaType }) => mediaType)) {
    const { old: was, new: is } = each;
    if (was?.source === is?.source && isSame(was?.given, is?.given)) continue;
    const what = was === undefined ? "is new" : is === undefined ? "is gone" : "is another one";
    const message = `${says} (${each.key}) ${what}`;
    found({ class: "risky", kind: "template", message }, was?.at, is?.at);
  }
}

/** How an answer becomes a response, whichever way the integration says so. */
interface AnswerRule {
  readonly key: string;
  readonly status: unknown;
  readonly bodyAs: unknown;
  readonly headers: readonly NamedMapping[];
  readonly templates: readonly BodyTemplate[];
  readonly at: Location | undefined;
}

function rulesOf(integration: Integration): readonly AnswerRule[] {
  if (!("responses" in integration) || integration.kind === "handler") return [];
  return integration.responses.map((rule): AnswerRule => {
    if ("newStatus" in rule) {
      const { status, newStatus, headers } = rule;
      const key = String(status);
      return { key, status: newStatus, bodyAs: undefined, headers, templates: [], at: undefined };
    }
    const { pattern, status, bodyAs, headers, templates, at } = rule;
    return { key: pattern ?? "default", status, bodyAs, headers, templates, at };
  });
}

const RULE: Readonly<Record<string, Field>> = {
  status: { says: "status for the client", judge: risky, unset: "as it comes" },
  bodyAs: { says: "what the body is made", judge: risky, unset: "as the client accepts" },
};

function diffRules(older: readonly AnswerRule[], newer: readonly AnswerRule[], found: Found): void {
  for (const { key, old: was, new: is } of pairByKey(older, newer, (rule) => rule.key)) {
    const says = key === "default" ? "all other answers" : `answers like ${key}`;
    if (was === undefined || is === undefined) {
      const what = was === undefined ? "have a rule of their own" : "have no rule any more";
      found({ class: "risky", kind: "mapping", message: `${says} ${what}` }, was?.at, is?.at);
      continue;
    }
    for (const { message } of compareFields(was, is, RULE)) {
      const text = `${says}: ${message}`;
      found({ class: "risky", kind: "mapping", message: text }, was.at, is.at);
    }
    diffMappings(`${says}: header`, was.headers, is.headers, found, was.at, is.at);
    diffTemplates(`${says}: template`, was.templates, is.templates, found);
  }
}
