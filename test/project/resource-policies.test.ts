import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";

/** A mock behind a policy, as exports have it: with the whole ARNs of the API. */
const document = (resource: string) =>
  `
openapi: 3.0.1
info: { title: Toys, version: "1" }
x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement:
    - { Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "${resource}/live/*" }
    - Effect: Deny
      Principal: "*"
      Action: "execute-api:Invoke"
      Resource: "${resource}/live/GET/toys/{AWS::AccountId}"
      Condition: { IpAddress: { "aws:SourceIp": !Ref Office } }
paths:
  /toys/{id}:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses: { default: { statusCode: "200" } }
`.replace("{AWS", "${AWS");

const ACCOUNT = "111122223333";
const ENVIRONMENT = { STAGE: "live", OFFICE: "127.0.0.0/8", AWS_ACCOUNT_ID: ACCOUNT };

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
});
afterAll(() => workshop.close());

describe.each([
  ["names its API", `arn:aws:execute-api:eu-south-1:${ACCOUNT}:a1b2c3`],
  ["names any", "arn:aws:execute-api:*:*:*"],
  ["names this one in short", "execute-api:"],
])("a policy that %s", { timeout: 60_000 }, (_what, resource) => {
  let gateway: GatewayProcess;
  let main: string;
  beforeAll(async () => {
    const folder = await workshop.project();
    const built = await buildGateway(folder, { "openapi.yaml": document(resource) }, {});
    if (built.kind === "refused")
      throw new Error(built.errors.map(({ message }) => message).join());
    main = built.main;
    gateway = await GatewayProcess.start(main, ENVIRONMENT);
  }, 60_000);
  afterAll(() => gateway.kill());

  const statusOf = async (path: string) =>
    (await fetch(`http://127.0.0.1:${gateway.port}${path}`)).status;

  test("is enforced with nothing but the document", async () => {
    expect(await statusOf("/toys/7")).toBe(200);
  });

  test("denies what the settings say", async () => {
    expect(await statusOf(`/toys/${ACCOUNT}`)).toBe(403);
  });
});

test(
  "a gateway does not start with settings that make no policy",
  { timeout: 60_000 },
  async () => {
    const folder = await workshop.project();
    const built = await buildGateway(folder, { "openapi.yaml": document("execute-api:") }, {});
    if (built.kind === "refused")
      throw new Error(built.errors.map(({ message }) => message).join());
    const started = GatewayProcess.start(built.main, { ...ENVIRONMENT, OFFICE: "everywhere" });
    await expect(started).rejects.toThrow(/IpAddress/);
  },
);
