import type { GatewayModel, Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { Change } from "./change.js";
import { ChangeList } from "./change-list.js";
import { diffGateway, diffOperationRules } from "./diff-gateway.js";
import { diffIntegration } from "./diff-integration.js";
import { diffRequests } from "./diff-requests.js";
import { diffResponses } from "./diff-responses.js";
import { diffSchemes } from "./diff-schemes.js";
import { diffSecurity, isOpen } from "./diff-security.js";
import { diffSettings } from "./diff-settings.js";
import { diffTargets } from "./diff-targets.js";
import type { OperationPair } from "./match-operations.js";
import { fallbackOf, matchOperations, parametersOf } from "./match-operations.js";
import { renameSchemes } from "./rename-schemes.js";
import { SchemaComparison } from "./schemas/schema-comparison.js";

/**
 * What changes for callers and for operators between two gateways: what was removed of auth first, then
 * by kind. Empty for documents that make the same gateway.
 */
export function diffModels(before: GatewayModel, newer: GatewayModel): readonly Change[] {
  const list = new ChangeList();
  const older = renameSchemes(before, newer, list);
  const { same, moved, removed, added } = matchOperations(older.operations, newer.operations);
  for (const each of removed) reportRemoved(each, newer, list);
  for (const each of added) reportAdded(each, older, list);
  for (const pair of moved) reportMoved(pair, list);
  const schemas = new SchemaComparison(older.schemas, newer.schemas);
  const pairs = [...same, ...moved];
  for (const pair of pairs) diffOperation(pair, list, schemas);
  schemas.report(list);
  diffTargets(older, newer, pairs, list);
  diffSchemes(older, newer, list);
  diffGateway(older, newer, list);
  diffSettings(older, newer, list);
  return list.changes;
}

function diffOperation(pair: OperationPair, list: ChangeList, schemas: SchemaComparison): void {
  const { old: was, new: is } = pair;
  const place = { operation: routeOf(was), old: was.at, new: is.at };
  if (was.operationId !== is.operationId) {
    const [from, to] = [was, is].map(({ operationId }) => operationId ?? "without an id");
    const isHook = is.integration.kind === "handler" && is.integration.name === undefined;
    list.add({
      class: isHook ? "risky" : "safe",
      kind: "operation-renamed",
      message: `operation ${from} → ${to}: its files and its hooks are named after that`,
      place,
    });
  }
  const names = parametersOf(is.path);
  for (const [index, name] of parametersOf(was.path).entries()) {
    if (name === names[index] || names[index] === undefined) continue;
    list.add({
      class: "risky",
      kind: "operation-renamed",
      message: `path parameter ${name} → ${names[index]}: hooks, templates and functions see that name`,
      place,
    });
  }
  diffIntegration(pair, list);
  // What only answers 501 asks nobody for anything.
  if ([was, is].some(({ integration }) => integration.kind === "not-implemented")) return;
  diffSecurity(pair, list);
  diffRequests(pair, list, schemas);
  diffResponses(pair, list, schemas);
  diffOperationRules(was, is, list);
}

function reportRemoved(operation: Operation, newer: GatewayModel, list: ChangeList): void {
  const place = { operation: routeOf(operation), old: operation.at };
  const fallback = fallbackOf(operation, newer.operations);
  if (fallback === undefined) {
    list.add({ class: "breaking", kind: "route-removed", message: "route removed", place });
    return;
  }
  const message = `route removed: ${routeOf(fallback)} takes its requests`;
  list.add({
    class: "risky",
    kind: "route-removed",
    message,
    place: { ...place, new: fallback.at },
  });
  diffSecurity({ old: operation, new: fallback }, list, `, which is that of ${routeOf(fallback)}`);
}

function reportAdded(operation: Operation, older: GatewayModel, list: ChangeList): void {
  const place = { operation: routeOf(operation), new: operation.at };
  const fallback = fallbackOf(operation, older.operations);
  const whoever = isOpen(operation.security) ? ", which anybody may call" : "";
  if (fallback === undefined) {
    const message = `route added${whoever}`;
    list.add({ class: "safe", kind: "route-added", message, place });
    return;
  }
  const message = `route added${whoever}: ${routeOf(fallback)} took its requests before`;
  list.add({
    class: "risky",
    kind: "route-added",
    message,
    place: { ...place, old: fallback.at },
  });
  const pair = {
    old: { ...fallback, method: operation.method, path: operation.path },
    new: operation,
  };
  diffSecurity(pair, list);
}

function reportMoved({ old: was, new: is }: OperationPair, list: ChangeList): void {
  list.add({
    class: "breaking",
    kind: "route-moved",
    message: `route moved to ${routeOf(is)}`,
    place: { operation: routeOf(was), old: was.at, new: is.at },
  });
}
