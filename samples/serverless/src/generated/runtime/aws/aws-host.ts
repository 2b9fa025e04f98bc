import { GatewayError } from "../gateway-error.js";
import type { AwsSettings } from "./aws-settings.js";

/** Which service is called, and by whom. */
export interface AwsTarget {
  /** The service as its endpoint has it: `sqs`, `events`. */
  readonly service: string;
  /** What stands in front of the service in the host: `sync-`, or a bucket with its dot. */
  readonly hostPrefix?: string | undefined;
  /** Absent, the gateway's own. */
  readonly region?: string | undefined;
  /** The role on whose behalf it is called, if that is to be taken on. */
  readonly role?: string | undefined;
}

/** Where a service is called, and what signatures are for. */
export interface AwsHost {
  readonly url: URL;
  /** What `Host` says; with a port where it is not the usual one. */
  readonly host: string;
  readonly region: string;
  /** The service's name in signatures. */
  readonly signedFor: string;
}

/** Services that have one endpoint for all regions of a partition, and the region that signs for it. */
const GLOBAL = new Set(["cloudfront", "iam", "importexport", "organizations", "route53"]);

/** Services whose name in signatures is not that of their endpoint. */
const SIGNING_NAMES: ReadonlyMap<string, string> = new Map([
  ["appconfigdata", "appconfig"],
  ["appsync-api", "appsync"],
  ["bedrock-agent-runtime", "bedrock"],
  ["bedrock-runtime", "bedrock"],
  ["data-ats.iot", "iotdata"],
  ["data.iot", "iotdata"],
  ["email", "ses"],
  ["marketplace", "aws-marketplace"],
  ["personalize-events", "personalize"],
  ["personalize-runtime", "personalize"],
  ["pinpoint", "mobiletargeting"],
  ["runtime-v2-lex", "lex"],
  ["s3-fips", "s3"],
]);

/** Finds a service, by the settings if they say where it is. */
export function awsHost(target: AwsTarget, settings: AwsSettings): AwsHost {
  const { service, hostPrefix = "", region = settings.region } = target;
  const signedFor =
    SIGNING_NAMES.get(hostPrefix + service) ?? SIGNING_NAMES.get(service) ?? service;
  const elsewhere = settings.endpoint(service);
  if (elsewhere !== undefined) {
    return { url: ofBucket(elsewhere, target), host: elsewhere.host, region, signedFor };
  }
  const isChinese = region.startsWith("cn-");
  const suffix = isChinese ? "amazonaws.com.cn" : "amazonaws.com";
  const place = GLOBAL.has(service) ? suffix : `${region}.${suffix}`;
  const host = `${hostPrefix}${service}.${place}`;
  // A stage variable that is not set, or makes another host of it.
  if (!HOST.test(host)) throw new GatewayError("configuration-error");
  const globalRegion = isChinese ? "cn-north-1" : "us-east-1";
  return {
    url: new URL(`https://${host}`),
    host,
    region: GLOBAL.has(service) ? globalRegion : region,
    signedFor,
  };
}

const HOST = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/;

/** Servers other than Amazon's find a bucket by the path, not by the host. */
function ofBucket(url: URL, { service, hostPrefix = "" }: AwsTarget): URL {
  if (service !== "s3" || hostPrefix === "") return url;
  const bucket = new URL(url);
  bucket.pathname = `${url.pathname.replace(/\/$/, "")}/${hostPrefix.replace(/\.$/, "")}`;
  return bucket;
}
