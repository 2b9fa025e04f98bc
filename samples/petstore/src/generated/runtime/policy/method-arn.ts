import type { Exchange } from "../exchange.js";

const PARTITIONS: ReadonlyMap<string, string> = new Map([
  ["cn", "aws-cn"],
  ["us-gov", "aws-us-gov"],
]);

/** How ARNs of an API's methods begin, without its stage. */
export function apiArn({ region, accountId, apiId }: ApiIdentity): string {
  const [, area = ""] = /^(us-gov|cn)-/.exec(region) ?? [];
  const partition = PARTITIONS.get(area) ?? "aws";
  return `arn:${partition}:execute-api:${region}:${accountId}:${apiId}`;
}

export interface ApiIdentity {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
}

/**
 * The ARN of the method that a request calls, by its own path and not its route's. The path is the
 * one that was matched: slashes that do not count there, and characters that need not be encoded but
 * are, make no other resource of it, which a policy would not know.
 */
export function methodArn({ settings, method, target }: Exchange): string {
  const path = settings.family.resourceOf(target.path).replaceAll(/%[0-9A-Fa-f]{2}/g, plainly);
  return `${apiArn(settings)}/${settings.stage}/${method}/${path}`;
}

function plainly(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : encoded;
}
