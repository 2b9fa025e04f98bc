import type { ApiNames } from "../../model/resource-policy.js";

const METHODS = /^arn:[\w-]+:execute-api:([^:]*):([^:]*):([^/:]+)\//;

/** What a policy's resources call the API, where all that name one part of it call it the same. */
export function readApiNames(policy: unknown): ApiNames {
  const named = textsIn(policy).flatMap((text) => {
    const [, region, accountId, apiId] = METHODS.exec(text) ?? [];
    return apiId === undefined ? [] : [{ region, accountId, apiId }];
  });
  const agreed = (part: keyof ApiNames, form: RegExp) => {
    const [only, ...others] = new Set(
      named.map((each) => each[part]).filter((each) => each !== "*"),
    );
    return only !== undefined && others.length === 0 && form.test(only) ? { [part]: only } : {};
  };
  return {
    ...agreed("region", /^[a-z\d-]+$/),
    ...agreed("accountId", /^\d{12}$/),
    ...agreed("apiId", /^[a-z\d]+$/),
  };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
