import type { CredentialEntry } from "../credential-list.js";
import { addUnique, CredentialList, textIn } from "../credential-list.js";
import type { Environment } from "../environment.js";
import type { Exchange } from "../exchange.js";
import { isKnownKey } from "../policy/condition-keys.js";
import { PolicyError } from "../policy/policy-error.js";
import type { Policy } from "../policy/read-policy.js";
import { readPolicy } from "../policy/read-policy.js";
import type { SigningKeys } from "./verify-signature.js";

/** Somebody who signs requests with keys of Amazon's kind. */
export interface SigningPrincipal extends SigningKeys {
  readonly accessKey: string;
  readonly accountId: string;
  readonly userId: string;
  readonly arn: string;
  readonly principalOrgId: string | undefined;
  /** What it may do; nothing without any. */
  readonly policies: readonly Policy[];
}

/** Where principals are looked up: those of the settings, or a store of your own. */
export interface PrincipalStore {
  find(
    accessKey: string,
    request: Exchange,
  ): SigningPrincipal | undefined | Promise<SigningPrincipal | undefined>;
}

/** The principals that `PRINCIPALS_FILE`, or `PRINCIPALS`, lists; none unless one of them is set. */
export function readPrincipals(read: Environment): PrincipalStore {
  const list = new CredentialList(read, "PRINCIPALS", readEntries);
  return { find: (key, request) => list.current(request.settings.logger).get(key) };
}

function readEntries(
  entries: readonly CredentialEntry[],
  refuse: (problem: string) => void,
): ReadonlyMap<string, SigningPrincipal> {
  const principals = new Map<string, SigningPrincipal>();
  entries.forEach((entry, index) => {
    const refuseThis = (why: string) => refuse(`principal ${index + 1}: ${why}`);
    const read = (field: string) => textIn(entry, field, refuseThis);
    const { principalOrgId } = entry;
    const principal = {
      accessKey: read("accessKey"),
      secretKey: read("secretKey"),
      accountId: read("accountId"),
      userId: read("userId"),
      arn: read("arn"),
      principalOrgId: principalOrgId === undefined ? undefined : read("principalOrgId"),
      policies: readPolicies(entry["policies"] ?? [], refuseThis),
      session: readSession(entry, refuseThis),
    };
    addUnique(principals, principal.accessKey, principal, () =>
      refuseThis("another has the same accessKey"),
    );
  });
  return principals;
}

function readPolicies(policies: unknown, refuse: (why: string) => void): readonly Policy[] {
  if (!Array.isArray(policies)) {
    refuse("policies must be a list");
    return [];
  }
  return policies.flatMap((policy: unknown, index) => {
    try {
      return [readPolicy(policy, { knows: isKnownKey })];
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      refuse(`policy ${index + 1}: ${error.message}`);
      return [];
    }
  });
}

/** The token, and when it ends: never unless said. */
function readSession(entry: CredentialEntry, refuse: (why: string) => void) {
  const { sessionToken, sessionTokenExpires } = entry;
  if (sessionToken === undefined) {
    if (sessionTokenExpires !== undefined) refuse("sessionTokenExpires is there, and no token");
    return undefined;
  }
  const expires =
    sessionTokenExpires === undefined ? Infinity : Date.parse(String(sessionTokenExpires));
  if (Number.isNaN(expires)) refuse("sessionTokenExpires must be a time as ISO 8601 writes it");
  return { token: textIn(entry, "sessionToken", refuse), expires };
}
