import { describe, expect, test } from "vitest";
import { awsHost } from "../../templates/runtime/aws/aws-host.js";
import { readAwsSettings } from "../../templates/runtime/aws/aws-settings.js";
import { Environment } from "../../templates/runtime/environment.js";
import { GatewayError } from "../../templates/runtime/gateway-error.js";

function settings(variables: Readonly<Record<string, string>> = {}) {
  const services = ["cognito-idp", "events", "s3", "sqs", "states"];
  return readAwsSettings(new Environment(variables), services);
}

describe("a service of AWS", () => {
  test.each([
    [{ service: "sqs" }, "sqs.us-east-1.amazonaws.com", "us-east-1/sqs"],
    [{ service: "sqs", region: "eu-west-1" }, "sqs.eu-west-1.amazonaws.com", "eu-west-1/sqs"],
    [
      { service: "states", hostPrefix: "sync-", region: "eu-west-1" },
      "sync-states.eu-west-1.amazonaws.com",
      "eu-west-1/states",
    ],
    [
      { service: "s3", hostPrefix: "my.bucket.", region: "us-west-2" },
      "my.bucket.s3.us-west-2.amazonaws.com",
      "us-west-2/s3",
    ],
    [
      { service: "iot", hostPrefix: "data.", region: "us-west-2" },
      "data.iot.us-west-2.amazonaws.com",
      "us-west-2/iotdata",
    ],
    [{ service: "iot" }, "iot.us-east-1.amazonaws.com", "us-east-1/iot"],
    [{ service: "email" }, "email.us-east-1.amazonaws.com", "us-east-1/ses"],
    [{ service: "iam", region: "eu-west-1" }, "iam.amazonaws.com", "us-east-1/iam"],
    [{ service: "sqs", region: "cn-north-1" }, "sqs.cn-north-1.amazonaws.com.cn", "cn-north-1/sqs"],
  ])("%o is at %s", (target, host, scope) => {
    const found = awsHost(target, settings());
    expect([found.url.href, found.host]).toEqual([`https://${host}/`, host]);
    expect(`${found.region}/${found.signedFor}`).toBe(scope);
  });

  test.each([
    { service: "sqs", region: "evil.example/?" },
    { service: "sqs", region: "" },
    { service: "s3", hostPrefix: "evil.example/." },
    { service: "s3", hostPrefix: "." },
    { service: "s3", hostPrefix: "user@evil." },
  ])("%o is nowhere", (target) => {
    expect(() => awsHost(target, settings())).toThrow(new GatewayError("configuration-error"));
  });

  test("is where the settings say, by the name that Amazon's tools know it by", () => {
    const elsewhere = settings({
      AWS_ENDPOINT_URL: "http://aws.test:4566",
      AWS_ENDPOINT_URL_SFN: "http://states.test",
      AWS_ENDPOINT_URL_EVENTBRIDGE: "http://events.test",
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://users.test/idp",
      AWS_DEFAULT_REGION: "eu-west-3",
    });
    const at = (service: string, hostPrefix?: string) => {
      const { url, host, region } = awsHost({ service, hostPrefix }, elsewhere);
      return `${url.href} ${host} ${region}`;
    };
    expect(at("sqs")).toBe("http://aws.test:4566/ aws.test:4566 eu-west-3");
    expect(at("states", "sync-")).toBe("http://states.test/ states.test eu-west-3");
    expect(at("events")).toBe("http://events.test/ events.test eu-west-3");
    expect(at("cognito-idp")).toBe("http://users.test/idp users.test eu-west-3");
    expect(at("s3", "bucket.")).toBe("http://aws.test:4566/bucket aws.test:4566 eu-west-3");
  });
});

test("keys are the environment's, unless it names a profile", () => {
  const keys = { AWS_ACCESS_KEY_ID: "i", AWS_SECRET_ACCESS_KEY: "s" };
  expect(settings(keys).keys).toEqual({ accessKeyId: "i", secretAccessKey: "s" });
  expect(settings({ ...keys, AWS_SESSION_TOKEN: "t" }).keys).toMatchObject({ sessionToken: "t" });
  expect(settings({ ...keys, AWS_PROFILE: "p" }).keys).toBeUndefined();
  expect(settings({ AWS_ACCESS_KEY_ID: "i" }).keys).toBeUndefined();
});
