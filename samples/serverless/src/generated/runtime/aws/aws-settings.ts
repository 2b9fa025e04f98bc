import type { Environment } from "../environment.js";
import { readRegion } from "../region.js";

/** Keys by which Amazon knows who calls. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How services of Amazon's are reached; the environment variables are those of Amazon's own tools. */
export interface AwsSettings {
  /** Where calls go of which the document does not say it. */
  readonly region: string;
  /** Keys that the environment holds; undefined: the standard chain finds them. */
  readonly keys: AwsKeys | undefined;
  /** Where a service is, if not where Amazon has it. */
  readonly endpoint: (service: string) => URL | undefined;
  /**
   * Whether a call is made as the role that the document names. Such a role trusts Amazon API Gateway,
   * and the gateway itself only if somebody added that.
   */
  readonly assumesRoles: boolean;
}

/** @param services the names of the services that the gateway calls, as endpoints have them */
export function readAwsSettings(read: Environment, services: readonly string[]): AwsSettings {
  const elsewhere = new Map(
    services.map((service) => [
      service,
      read.optionalUrl(`AWS_ENDPOINT_URL_${SDK_NAMES.get(service) ?? constantName(service)}`),
    ]),
  );
  const everywhere = read.optionalUrl("AWS_ENDPOINT_URL");
  return {
    region: readRegion(read),
    keys: readKeys(read),
    endpoint: (service) => elsewhere.get(service) ?? everywhere,
    assumesRoles: read.oneOf("AWS_ASSUME_ROLES", "off", ["off", "on"]) === "on",
  };
}

/** What Amazon's SDKs call a service, where its endpoint has another name. */
const SDK_NAMES: ReadonlyMap<string, string> = new Map([
  ["autoscaling", "AUTO_SCALING"],
  ["cognito-idp", "COGNITO_IDENTITY_PROVIDER"],
  ["config", "CONFIG_SERVICE"],
  ["email", "SES"],
  ["events", "EVENTBRIDGE"],
  ["logs", "CLOUDWATCH_LOGS"],
  ["monitoring", "CLOUDWATCH"],
  ["secretsmanager", "SECRETS_MANAGER"],
  ["states", "SFN"],
]);

function constantName(service: string): string {
  return service.toUpperCase().replaceAll(/[^A-Z\d]+/g, "_");
}

/** A profile goes before keys, as it does with Amazon's tools. */
function readKeys(read: Environment): AwsKeys | undefined {
  const accessKeyId = read.optional("AWS_ACCESS_KEY_ID");
  const secretAccessKey = read.optional("AWS_SECRET_ACCESS_KEY");
  const sessionToken = read.optional("AWS_SESSION_TOKEN");
  if (read.optional("AWS_PROFILE") !== undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
