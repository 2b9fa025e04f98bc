import type { Environment } from "../environment.js";
import type { TokenSettings, TrustedIssuer } from "./token-settings.js";

/** Whose user pools a gateway believes. */
export type PoolSettings = Pick<TokenSettings, "issuers">;

/** Where Amazon's own tools look for Cognito, if it is not at Amazon. */
const ENDPOINT = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";

const POOL = /^arn:([\w-]+):cognito-idp:([a-z\d-]+):\d{12}:userpool\/([\w-]+)$/;

/**
 * Reads which user pools of Amazon Cognito are believed.
 * @param name the environment variable with their ARNs, separated by commas
 * @param usual what holds where it is not set
 */
export function readPoolSettings(
  read: Environment,
  name: string,
  usual: readonly string[],
): PoolSettings {
  const arns = read.optional(name)?.split(",") ?? usual;
  const endpoint = read.optionalUrl(ENDPOINT) ?? read.optionalUrl("AWS_ENDPOINT_URL");
  return { issuers: arns.flatMap((arn) => readPool(read, name, arn.trim(), endpoint)) };
}

function readPool(
  read: Environment,
  name: string,
  arn: string,
  endpoint: URL | undefined,
): readonly TrustedIssuer[] {
  const [found, partition, region, pool] = POOL.exec(arn) ?? [];
  if (found === undefined) {
    // What was refused before is told once.
    if (!arn.includes("\0")) read.refuse(`${name} must be the ARNs of user pools`);
    return [];
  }
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const issuer = `https://cognito-idp.${region}.${domain}/${pool}`;
  const base = endpoint === undefined ? issuer : `${endpoint.href.replace(/\/$/, "")}/${pool}`;
  return [
    {
      names: [issuer],
      keys: new URL(`${base}/.well-known/jwks.json`),
      discovered: false,
      insecure: endpoint?.protocol === "http:",
    },
  ];
}
