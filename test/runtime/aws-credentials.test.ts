import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ownKeys, roleKeys } from "../../templates/runtime/aws/aws-credentials.js";
import { readAwsSettings } from "../../templates/runtime/aws/aws-settings.js";
import { Environment } from "../../templates/runtime/environment.js";

const MINUTE = 60_000;
const settings = readAwsSettings(
  new Environment({ AWS_ACCESS_KEY_ID: "own", AWS_SECRET_ACCESS_KEY: "s" }),
  [],
);

/** How long the keys are good that STS lends; undefined: it refuses. */
let goodFor: number | undefined;
let asked: string[] = [];

const sts = createServer((request, response) => {
  asked.push(request.headers.authorization ?? "");
  request.resume();
  if (goodFor === undefined) {
    response
      .writeHead(403)
      .end("<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
    return;
  }
  const expiration = new Date(Date.now() + goodFor).toISOString();
  response.writeHead(200, { "Content-Type": "text/xml" }).end(
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
      <AccessKeyId>lent${asked.length}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken><Expiration>${expiration}</Expiration>
    </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
});

beforeAll(async () => {
  sts.listen(0, "127.0.0.1");
  await once(sts, "listening");
  const { port } = sts.address() as AddressInfo;
  vi.stubEnv("AWS_ENDPOINT_URL_STS", `http://127.0.0.1:${port}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  sts.close();
  sts.closeAllConnections();
});

function role() {
  asked = [];
  return roleKeys("arn:aws:iam::111122223333:role/orders", ownKeys(settings), settings);
}

test("keys of a role are lent to the gateway's own, once for all who ask", async () => {
  goodFor = 60 * MINUTE;
  const keys = role();
  const lent = await Promise.all([keys(), keys(), keys()]);
  expect(new Set(lent.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["lent1"]));
  expect(await keys()).toMatchObject({ accessKeyId: "lent1", sessionToken: "t" });
  expect(asked).toEqual([expect.stringContaining("Credential=own/")]);
});

test("keys that run out are renewed before they do", async () => {
  goodFor = 4 * MINUTE;
  const keys = role();
  expect(await keys()).toMatchObject({ accessKeyId: "lent1" });
  goodFor = 60 * MINUTE;
  expect(await keys()).toMatchObject({ accessKeyId: "lent2" });
  expect(await keys()).toMatchObject({ accessKeyId: "lent2" });
});

test("a refusal is not remembered", async () => {
  goodFor = undefined;
  const keys = role();
  await expect(keys()).rejects.toThrow();
  goodFor = 60 * MINUTE;
  const refusals = asked.length;
  expect(await keys()).toMatchObject({ accessKeyId: `lent${refusals + 1}` });
});
