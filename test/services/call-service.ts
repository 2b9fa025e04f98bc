import { signRequest } from "../conformance/sign-v4.js";
import type { Json } from "../conformance/json.js";

/** What a service answers, of which a test knows what it is. */
// oxlint-disable-next-line typescript/no-explicit-any -- members are asserted where they are used
export type Answer = Record<string, any>;

export const KEYS = { accessKey: "AKIDSERVICES", secretKey: "secret/services/EXAMPLEKEY" };
export const REGION = "us-east-1";

/** Targets in front of their actions, and the version of the protocol, of what speaks JSON. */
const TARGETS = {
  dynamodb: ["DynamoDB_20120810", "1.0"],
  events: ["AWSEvents", "1.1"],
  kinesis: ["Kinesis_20131202", "1.1"],
  sqs: ["AmazonSQS", "1.0"],
  ssm: ["AmazonSSM", "1.1"],
  states: ["AWSStepFunctions", "1.0"],
} as const;

/** Asks a service for an action, signed by keys of the test's own, past the gateway. */
export async function callAction(
  url: string,
  service: keyof typeof TARGETS,
  action: string,
  parameters: Json,
  region = REGION,
): Promise<Answer> {
  const [prefix, version] = TARGETS[service];
  const response = await callService(url, service, "POST", "/", {
    headers: {
      "Content-Type": `application/x-amz-json-${version}`,
      "X-Amz-Target": `${prefix}.${action}`,
    },
    body: Buffer.from(JSON.stringify(parameters)),
    region,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${action}: ${response.status} ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Answer);
}

interface ServiceRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly region?: string;
}

/** Sends a service a signed request. */
export function callService(
  url: string,
  service: string,
  method: string,
  target: string,
  { headers = {}, body, region = REGION }: ServiceRequest = {},
): Promise<Response> {
  const signed = signRequest(
    { method, target, headers: [["Host", new URL(url).host], ...Object.entries(headers)], body },
    { ...KEYS, service, region, time: Date.now() },
  );
  return fetch(`${url}${target}`, {
    method,
    headers: Object.fromEntries(signed.headers),
    ...(body !== undefined && { body: new Uint8Array(body) }),
  });
}
