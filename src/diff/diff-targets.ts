import type { Location } from "../diagnostics/diagnostic.js";
import { showConfigured } from "../model/configured-text.js";
import type { GatewayModel, Upstream } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { ChangeKind } from "./change.js";
import type { ChangeList } from "./change-list.js";
import type { Field } from "./fields.js";
import { compareFields, risky } from "./fields.js";
import type { OperationPair } from "./match-operations.js";
import { pairByKey } from "./pair-by-key.js";

const TLS: Readonly<Record<string, Field>> = {
  tls: { says: "TLS", judge: risky, unset: "verified as usual" },
};

const OPTIONS: Readonly<Record<string, Field>> = {
  ...TLS,
  targets: { says: "its servers", judge: risky },
  balancing: { says: "balancing", judge: risky, unset: "round-robin" },
  passiveHealth: { says: "passive health checks", judge: risky },
  activeHealth: { says: "active health checks", judge: risky },
  retry: { says: "retries", judge: risky },
  circuitBreaker: { says: "circuit breaker", judge: risky },
  pool: { says: "connections", judge: risky, unset: "as usual" },
};

const FUNCTION: Readonly<Record<string, Field>> = {
  arn: { says: "which function it is", judge: risky, unset: "a setting" },
  qualifier: { says: "its version or alias", judge: risky },
  handler: { says: "what runs in the gateway", judge: risky, unset: "nothing, Lambda runs it" },
};

/** What operations call: each upstream and each function once, with all operations that call it. */
export function diffTargets(
  older: GatewayModel,
  newer: GatewayModel,
  pairs: readonly OperationPair[],
  list: ChangeList,
): void {
  for (const { was, is, callers } of upstreamsOf(pairs)) {
    const before = older.upstreams.find(({ id }) => id === was);
    const after = newer.upstreams.find(({ id }) => id === is);
    if (before !== undefined && after !== undefined) diffUpstream(before, after, callers, list);
  }
  for (const { old: was, new: is } of pairByKey(older.functions, newer.functions, ({ id }) => id)) {
    if (was === undefined || is === undefined) continue;
    const callers = pairs.filter(({ new: { integration } }) => {
      return "function" in integration && integration.function === is.id;
    });
    for (const { message } of compareFields(was, is, FUNCTION)) {
      addTo(list, "function", `function ${is.name}: ${message}`, callers);
    }
  }
}

function diffUpstream(
  before: Upstream,
  after: Upstream,
  callers: readonly OperationPair[],
  list: ChangeList,
): void {
  const add = (message: string) => addTo(list, "upstream", message, callers, before.at, after.at);
  const [from, to] = [whereIs(before), whereIs(after)];
  if (from !== to) add(`upstream moved: ${from} → ${to}`);
  // Another upstream has options of its own; how it is verified matters all the same.
  const table = before.id === after.id ? OPTIONS : TLS;
  for (const { message } of compareFields(before.options ?? {}, after.options ?? {}, table)) {
    add(`upstream ${to}: ${message}`);
  }
}

function whereIs({ baseUrl, name, id }: Upstream): string {
  if (baseUrl !== undefined) return showConfigured(baseUrl);
  return `${name ?? id}, which a setting says`;
}

/** Without a place of its own, it is where its callers are. */
function addTo(
  list: ChangeList,
  kind: ChangeKind,
  message: string,
  callers: readonly OperationPair[],
  older?: Location,
  newer?: Location,
): void {
  const operations = callers.map(({ old }) => routeOf(old));
  const [first] = callers;
  const wasAt = older ?? first?.old.places.upstream ?? first?.old.places.integration;
  const isAt = newer ?? first?.new.places.upstream ?? first?.new.places.integration;
  const place = { ...(wasAt && { old: wasAt }), ...(isAt && { new: isAt }) };
  list.add({ class: "risky", kind, message, operations, place });
}

interface CalledUpstream {
  readonly was: string;
  readonly is: string;
  readonly callers: OperationPair[];
}

/** Which upstreams became which, with the operations of which that is so. */
function upstreamsOf(pairs: readonly OperationPair[]): Iterable<CalledUpstream> {
  const found = new Map<string, CalledUpstream>();
  for (const pair of pairs) {
    const [was, is] = [pair.old, pair.new].map(({ integration }) =>
      "upstream" in integration ? integration.upstream : undefined,
    );
    if (was === undefined || is === undefined) continue;
    const key = JSON.stringify([was, is]);
    const called = found.get(key) ?? { was, is, callers: [] };
    called.callers.push(pair);
    found.set(key, called);
  }
  return found.values();
}
