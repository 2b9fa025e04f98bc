import type { AuthorizerContext, CallerIdentity, PolicyCaller } from "../security.js";
import type { SigningPrincipal } from "./principals.js";

/** A principal as policies know it. A session goes by its role's ARN as well. */
export function callerOf({
  arn,
  accountId,
  userId,
  principalOrgId,
}: SigningPrincipal): PolicyCaller {
  const [, start, role] = /^(arn:[\w-]+:)sts::\d+:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  const roleArn = role === undefined ? undefined : `${start}iam::${accountId}:role/${role}`;
  const [, userName] = /:user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const keys: readonly (readonly [string, string | undefined])[] = [
    ["aws:principalaccount", accountId],
    ["aws:principalarn", roleArn ?? arn],
    ["aws:principalorgid", principalOrgId],
    ["aws:principaltype", roleArn === undefined ? "User" : "AssumedRole"],
    ["aws:userid", userId],
    ["aws:username", userName],
  ];
  return {
    principal: { arns: roleArn === undefined ? [arn] : [arn, roleArn], accountId },
    keys: new Map(keys.flatMap(([key, value]) => (value === undefined ? [] : [[key, [value]]]))),
  };
}

/** A principal as mappings and events of format 1.0 are told it. */
export function identityOf(principal: SigningPrincipal): CallerIdentity {
  const { accessKey, accountId, userId, arn, principalOrgId } = principal;
  return {
    accessKey,
    accountId,
    caller: userId,
    user: userId,
    userArn: arn,
    ...(principalOrgId !== undefined && { principalOrgId }),
  };
}

/** A principal as events of format 2.0 are told it; others know no authorizer. */
export function contextOf(principal: SigningPrincipal): AuthorizerContext {
  const { accessKey, accountId, userId, arn, principalOrgId = null } = principal;
  const iam = {
    accessKey,
    accountId,
    callerId: userId,
    cognitoIdentity: null,
    principalOrgId,
    userArn: arn,
    userId,
  };
  return { values: {}, event1: undefined, event2: { iam } };
}
