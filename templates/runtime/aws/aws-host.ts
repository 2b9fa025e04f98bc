import type { AwsSettings } from "./aws-settings.js";

/** Where a service is called, and what its name in signatures is. */
export interface AwsHost {
  readonly endpoint: URL;
  /** What `Host` says; with a port where it is not the usual one. */
  readonly host: string;
  readonly signedFor: string;
}

/** Services that have one endpoint for all regions of a partition. */
const GLOBAL = new Set(["cloudfront", "iam", "importexport", "organizations", "route53"]);

/** Services whose name in signatures is not that of their endpoint. */
const SIGNING_NAMES: ReadonlyMap<string, string> = new Map([
  ["appsync-api", "appsync"],
  ["email", "ses"],
  ["iot", "iotdata"],
  ["runtime.lex", "lex"],
  ["s3-fips", "s3"],
]);

/** Finds a service, by the settings if they say where it is. */
export function awsHost(
  call: {
    readonly service: string;
    readonly subdomain?: string | undefined;
    readonly region: string;
  },
  settings: AwsSettings,
): AwsHost {
  const { service, subdomain, region } = call;
  const signedFor = SIGNING_NAMES.get(service) ?? service;
  const elsewhere = settings.endpoint(service);
  if (elsewhere !== undefined) return { endpoint: elsewhere, host: elsewhere.host, signedFor };
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const place = GLOBAL.has(service) ? suffix : `${region}.${suffix}`;
  const host = `${subdomain === undefined ? "" : `${subdomain}.`}${service}.${place}`;
  return { endpoint: new URL(`https://${host}`), host, signedFor };
}
