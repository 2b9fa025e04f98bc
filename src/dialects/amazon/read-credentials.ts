import type { Cursor } from "../../load/cursor.js";
import type { ConfiguredText } from "../../model/configured-text.js";
import { showConfigured } from "../../model/configured-text.js";
import { stageVariablesOf } from "./stage-variables-of.js";

/**
 * The role on whose behalf a service is called; undefined for the gateway's own, as it is where only the
 * deployed document says which: no gateway should have to be told of a role that it does not take on.
 */
export function readRole(integration: Cursor): ConfiguredText | undefined {
  const credentials = integration.get("credentials");
  if (credentials === undefined || credentials.value === null) return undefined;
  const role = stageVariablesOf(credentials.pieces() ?? []);
  if (/^arn:[^:]*:iam::\*:user\/\*$/.test(showConfigured(role))) {
    credentials.reporter.report("callers-credentials", credentials.at);
    return undefined;
  }
  const isKnown = role.every(({ kind }) => kind !== "variable");
  if (!isKnown) credentials.reporter.report("unknown-role", credentials.at);
  return isKnown && role.length > 0 ? role : undefined;
}
