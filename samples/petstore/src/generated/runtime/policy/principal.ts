import type { PolicyPrincipal } from "../security.js";
import { PolicyError } from "./policy-error.js";
import type { PolicyPath } from "./read-members.js";
import { readMembers, readTexts } from "./read-members.js";

/** Whether a statement is about a caller; undefined is one of whom nothing is known. */
export type MatchPrincipal = (principal: PolicyPrincipal | undefined) => boolean;

const KINDS = new Set(["AWS", "CanonicalUser", "Federated", "Service"]);
const ACCOUNT = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/;
const ARN = /^arn:[\w-]+:(?:iam|sts)::\d{12}:.+$/;

/** Reads `Principal`. Services, and those whom others vouch for, are never a caller of a gateway. */
export function readPrincipal(value: unknown, path: PolicyPath): MatchPrincipal {
  if (value === "*") return () => true;
  const members = readMembers(value, path, KINDS);
  if (members.size === 0) throw new PolicyError(path, "must name somebody");
  const matches = [...members].flatMap(([kind, named]) =>
    readTexts(named, [...path, kind]).map((name) => readName(kind, name, [...path, kind])),
  );
  return (principal) => matches.some((match) => match(principal));
}

function readName(kind: string, name: string, path: PolicyPath): MatchPrincipal {
  if (kind !== "AWS") return () => false;
  if (name === "*") return () => true;
  const [, account] = ACCOUNT.exec(name) ?? [];
  if (account !== undefined) return (principal) => principal?.accountId === account;
  if (!ARN.test(name) || /[*?]/.test(name)) {
    throw new PolicyError(path, "must be `*`, an account, or the whole ARN of a principal");
  }
  return (principal) => principal?.arns.includes(name) === true;
}
