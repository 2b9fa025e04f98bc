import type { GatewayModel, GatewayPlace, Operation } from "../model/gateway-model.js";
import type { HeaderRule, HeaderRules } from "../model/header-rules.js";
import type { Places } from "../model/places.js";
import { routeOf } from "../model/route-of.js";
import type { Location } from "../diagnostics/diagnostic.js";
import type { ChangeClass, ChangeKind } from "./change.js";
import type { ChangeList } from "./change-list.js";
import type { Field } from "./fields.js";
import { compareFields, limit, risky, safe, taken } from "./fields.js";
import { diffTraffic, kindOf, operationTraffic, TRAFFIC } from "./diff-traffic.js";
import { pairByKey } from "./pair-by-key.js";
import { isSame } from "./same-value.js";
import { showValue } from "./show-value.js";

const LIMITS: Readonly<Record<string, Field>> = {
  bodyBytes: { says: "most bytes of a body", judge: limit, unset: "the usual limit" },
  headerBytes: { says: "most bytes of headers", judge: limit, unset: "the usual limit" },
};

const CORS: Readonly<Record<string, Field>> = {
  allowOrigins: {
    says: "origins that may call",
    judge: taken("risky", { empty: "none" }),
  },
  allowMethods: { says: "methods for pages", judge: taken("safe", { empty: "none" }) },
  allowHeaders: { says: "headers for pages", judge: taken("safe", { empty: "none" }) },
  exposeHeaders: { says: "headers that pages see", judge: taken("safe", { empty: "none" }) },
  maxAge: { says: "seconds for which browsers keep that", judge: safe },
  allowCredentials: {
    says: "whether pages may send credentials",
    judge: (_, is) => (is === true ? "risky" : "breaking"),
  },
};

const BODIES: Readonly<Record<string, Field>> = {
  binaryMediaTypes: { says: "media types whose bodies are bytes", judge: risky },
  compressFrom: {
    says: "bytes from which on responses are compressed",
    judge: safe,
    unset: "never",
  },
};

const ERROR_RESPONSE: Readonly<Record<string, Field>> = {
  status: { says: "status", judge: risky, unset: "the error's own" },
  headers: { says: "headers", judge: risky },
  templates: { says: "body", judge: risky },
};

/** What holds for the gateway as a whole. */
export function diffGateway(older: GatewayModel, newer: GatewayModel, list: ChangeList): void {
  const found = (
    changeClass: ChangeClass,
    kind: ChangeKind,
    message: string,
    place: GatewayPlace | { readonly old?: Location; readonly new?: Location },
  ) => {
    const at = typeof place === "string" ? placesOf(older.places, newer.places, place) : place;
    list.add({ class: changeClass, kind, message, place: at });
  };
  if (older.family !== newer.family) {
    const message = `it is read as ${FAMILIES[newer.family]} (was ${FAMILIES[older.family]}): other rules for paths, checks and errors`;
    const [was, is] = [older, newer].map(({ operations }) => operations[0]?.at);
    found("breaking", "api-kind", message, { ...(was && { old: was }), ...(is && { new: is }) });
  }
  for (const each of compareFields(older.limits ?? {}, newer.limits ?? {}, LIMITS)) {
    found(each.class, "limit", each.message, "limits");
  }
  for (const each of compareFields(older, newer, BODIES)) {
    found(each.class, "body-conversion", each.message, each.field as GatewayPlace);
  }
  diffCors(older, newer, found);
  diffPolicy(older, newer, found);
  diffUsagePlans(older, newer, found);
  diffTraffic(older, newer, found);
  for (const { message } of headerChanges(older.headerRules, newer.headerRules)) {
    found("risky", "headers", message, "headerRules");
  }
  const { gatewayResponses: was } = older;
  for (const each of pairByKey(was, newer.gatewayResponses, ({ type }) => type)) {
    const place = {
      ...(each.old && { old: each.old.at }),
      ...(each.new && { new: each.new.at }),
    };
    const says = `answer to ${each.key}`;
    if (each.old === undefined)
      found("risky", "error-response", `${says} is now one of its own`, place);
    else if (each.new === undefined)
      found("risky", "error-response", `${says} is the usual one again`, place);
    else {
      for (const { message } of compareFields(each.old, each.new, ERROR_RESPONSE)) {
        found("risky", "error-response", `${says}: ${message}`, place);
      }
    }
  }
}

type Found = (
  changeClass: ChangeClass,
  kind: ChangeKind,
  message: string,
  place: GatewayPlace,
) => void;

const FAMILIES = {
  rest: "a REST API",
  http: "an HTTP API",
  openapi: "a plain document",
};

function placesOf(
  older: Places<GatewayPlace>,
  newer: Places<GatewayPlace>,
  place: GatewayPlace,
): { readonly old?: Location; readonly new?: Location } {
  const [was, is] = [older[place], newer[place]];
  return { ...(was && { old: was }), ...(is && { new: is }) };
}

function diffCors({ cors: was }: GatewayModel, { cors: is }: GatewayModel, found: Found): void {
  if (was === undefined && is !== undefined) {
    found(
      "risky",
      "cors",
      "preflights are now answered by the gateway, which says who may call",
      "cors",
    );
  } else if (was !== undefined && is === undefined) {
    found("breaking", "cors", "preflights are no longer answered by the gateway", "cors");
  } else {
    for (const each of compareFields(was ?? {}, is ?? {}, CORS)) {
      found(each.class, "cors", `CORS, ${each.message}`, "cors");
    }
  }
}

function diffPolicy(older: GatewayModel, newer: GatewayModel, found: Found): void {
  const [was, is] = [older.resourcePolicy, newer.resourcePolicy];
  if (isSame(was, is)) return;
  const place = "resourcePolicy";
  if (is === undefined) {
    found("breaking", "auth-removed", "no resource policy says any more who may call", place);
  } else if (was === undefined) {
    found("breaking", "auth-tightened", "a resource policy now says who may call", place);
  } else found("risky", "auth-changed", "the resource policy is another one", place);
}

function diffUsagePlans(older: GatewayModel, newer: GatewayModel, found: Found): void {
  const [was, is] = [older.usagePlans, newer.usagePlans];
  const place = "usagePlans";
  if (was !== undefined && is === undefined) {
    found("risky", "auth-weakened", "API keys need no usage plan any more", place);
  } else if (was === undefined && is !== undefined) {
    found("breaking", "auth-tightened", "API keys now need a usage plan", place);
  }
  if (was === undefined || is === undefined) return;
  for (const each of pairByKey(was, is, ({ id }) => id)) {
    const says = `usage plan ${each.key}`;
    if (each.old === undefined) found("safe", "auth-changed", `${says} is new`, place);
    else if (each.new === undefined) found("breaking", "auth-tightened", `${says} is gone`, place);
    else {
      const { throttle } = TRAFFIC;
      const limits = {
        ...(throttle && { throttle }),
        quota: { says: "quota", judge: risky },
        methods: { says: "limits of methods", judge: risky },
      };
      for (const change of compareFields(each.old, each.new, limits)) {
        found(change.class, "limit", `${says}, of each key, ${change.message}`, place);
      }
      const table = { stages: { says: "stages", judge: taken("risky", { empty: "none" }) } };
      for (const { class: changeClass, message } of compareFields(each.old, each.new, table)) {
        const kind = changeClass === "breaking" ? "auth-tightened" : "auth-weakened";
        found(changeClass, kind, `${says}: ${message}`, place);
      }
    }
  }
}

/** Limits, headers and hooks of bodies of one operation. */
export function diffOperationRules(was: Operation, is: Operation, list: ChangeList): void {
  const found = (changeClass: ChangeClass, kind: ChangeKind, message: string, key: OperationRule) =>
    list.add({
      class: changeClass,
      kind,
      message,
      place: {
        operation: routeOf(was),
        old: was.places[key] ?? was.at,
        new: is.places[key] ?? is.at,
      },
    });
  for (const each of compareFields(was.limits ?? {}, is.limits ?? {}, LIMITS)) {
    found(each.class, "limit", each.message, "limits");
  }
  for (const change of operationTraffic(was, is)) {
    const key = change.field === "throttle" ? "throttle" : "cache";
    found(change.class, kindOf(change), change.message, key);
  }
  for (const { message } of headerChanges(was.headerRules, is.headerRules)) {
    found("risky", "headers", message, "headerRules");
  }
  for (const direction of ["request", "response"] as const) {
    const [before, after] = [was.transforms?.[direction], is.transforms?.[direction]];
    if (before?.name === after?.name) continue;
    list.add({
      class: "risky",
      kind: "template",
      message: `the hook that changes the ${direction}'s body: ${before?.name ?? "none"} → ${after?.name ?? "none"}`,
      place: { operation: routeOf(was), old: before?.at ?? was.at, new: after?.at ?? is.at },
    });
  }
  for (const { message } of compareFields(was, is, ERRORS)) {
    found("safe", "request-validation", message, "validation");
  }
}

type OperationRule = "cache" | "headerRules" | "limits" | "throttle" | "validation";

const ERRORS: Readonly<Record<string, Field>> = {
  errors: { says: "errors that are told", judge: safe, unset: "all" },
};

/** Their order counts: where the same rules stand in another order, that is told. */
function headerChanges(
  was: HeaderRules | undefined,
  is: HeaderRules | undefined,
): readonly { readonly message: string }[] {
  return (["request", "response"] as const).flatMap((direction) => {
    const [before, after] = [was?.[direction] ?? [], is?.[direction] ?? []];
    if (isSame(before, after)) return [];
    const lines = pairByKey(before, after, showRule).flatMap(({ key, old, new: now }) => {
      if (old !== undefined && now !== undefined) return [];
      return { message: `headers of ${direction}s: ${now ? "now" : "no longer"} ${key}` };
    });
    if (lines.length > 0) return lines;
    return [{ message: `headers of ${direction}s: the rules are in another order` }];
  });
}

function showRule(rule: HeaderRule): string {
  if (rule.action === "rename") return `rename ${rule.name} to ${rule.to}`;
  return "value" in rule
    ? `${rule.action} ${rule.name} ${showValue(rule.value)}`
    : `${rule.action} ${rule.name}`;
}
