import type { ConditionKeys } from "./condition.js";
import { readConditions } from "./condition.js";
import { PolicyError } from "./policy-error.js";
import type { MatchPrincipal } from "./principal.js";
import { readPrincipal } from "./principal.js";
import type { PolicyPath } from "./read-members.js";
import { readList, readMembers, readPatterns } from "./read-members.js";
import { matchesWildcard } from "./wildcard.js";

/** A policy document, ready to be asked. */
export type Policy = readonly PolicyStatement[];

export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  readonly action: (action: string) => boolean;
  readonly resource: (arn: string) => boolean;
  /** Anybody where the document names nobody, as in policies that belong to somebody. */
  readonly principal: MatchPrincipal;
  readonly conditions: readonly ((keys: ConditionKeys) => boolean)[];
}

const POLICY = new Set(["Id", "Statement", "Version"]);
const STATEMENT = new Set([
  "Action",
  "Condition",
  "Effect",
  "NotAction",
  "NotPrincipal",
  "NotResource",
  "Principal",
  "Resource",
  "Sid",
]);
const VERSIONS: ReadonlySet<unknown> = new Set(["2012-10-17", "2008-10-17", undefined]);

/** What is special of a policy's place. */
export interface PolicyReading {
  /** The whole ARN of a resource that the document writes in short. */
  readonly expand?: (resource: string) => string;
  /**
   * Whether anything can be known of a condition key. A condition on another does not spare a `Deny`,
   * and no `Allow` meets it.
   */
  readonly knows?: (key: string) => boolean;
}

/**
 * Reads a policy document of IAM; throws a `PolicyError` for what is none, and for what would not be
 * enforced as it is meant.
 */
export function readPolicy(document: unknown, reading: PolicyReading = {}): Policy {
  const members = readMembers(document, [], POLICY);
  if (!VERSIONS.has(members.get("Version"))) {
    throw new PolicyError(["Version"], "must be 2012-10-17 or 2008-10-17");
  }
  const statement = members.get("Statement");
  if (statement === undefined) throw new PolicyError([], "must have a Statement");
  return readList(statement, ["Statement"]).map(([each, path]) =>
    readStatement(each, path, reading),
  );
}

function readStatement(
  value: unknown,
  path: PolicyPath,
  { expand = (resource) => resource, knows = () => true }: PolicyReading,
): PolicyStatement {
  const members = readMembers(value, path, STATEMENT);
  const effect = members.get("Effect");
  if (effect !== "Allow" && effect !== "Deny") {
    throw new PolicyError([...path, "Effect"], "must be Allow or Deny");
  }
  const patterns = (found: Found) => readPatterns(found.value, found.path);
  const actions = oneOf(members, "Action", path) ?? missing(path, "Action");
  const resources = oneOf(members, "Resource", path) ?? missing(path, "Resource");
  const principals = oneOf(members, "Principal", path);
  const names = patterns(actions).map((each) => each.toLowerCase());
  const arns = patterns(resources).map(expand);
  const named = principals && readPrincipal(principals.value, principals.path);
  const written = members.get("Condition");
  const conditions = written === undefined ? [] : readConditions(written, [...path, "Condition"]);
  return {
    effect,
    action: (action) => matchesAny(names, action.toLowerCase()) !== actions.negated,
    resource: (arn) => matchesAny(arns, arn) !== resources.negated,
    principal: named ? (who) => named(who) !== principals.negated : () => true,
    conditions: conditions.map(({ key, holds }) => (knows(key) ? holds : () => effect === "Deny")),
  };
}

interface Found {
  readonly value: unknown;
  readonly path: PolicyPath;
  /** Whether it says what is not meant. */
  readonly negated: boolean;
}

/** A member, or the one that negates it; not both. */
function oneOf(members: ReadonlyMap<string, unknown>, name: string, path: PolicyPath) {
  const [plain, negation] = [members.get(name), members.get(`Not${name}`)];
  if (plain !== undefined && negation !== undefined) {
    throw new PolicyError([...path, `Not${name}`], `must not stand beside ${name}`);
  }
  const negated = negation !== undefined;
  const value = plain ?? negation;
  if (value === undefined) return undefined;
  return { value, path: [...path, negated ? `Not${name}` : name], negated } satisfies Found;
}

function missing(path: PolicyPath, name: string): never {
  throw new PolicyError(path, `must have ${name} or Not${name}`);
}

function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matchesWildcard(pattern, text));
}
