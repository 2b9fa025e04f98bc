import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";

const SCHEMES = {
  header: { type: "apiKey", in: "header", name: "X-Key" },
  query: { type: "apiKey", in: "query", name: "key" },
  cookie: { type: "apiKey", in: "cookie", name: "session" },
  basic: { type: "http", scheme: "basic" },
  bearer: { type: "http", scheme: "Bearer" },
  oauth2: { type: "oauth2", flows: {} },
  openIdConnect: { type: "openIdConnect", openIdConnectUrl: "https://id.example.com/" },
};

const DOCUMENT = JSON.stringify({
  openapi: "3.0.3",
  info: { title: "Stubs", version: "1" },
  servers: [{ url: "http://127.0.0.1:9" }],
  paths: Object.fromEntries(
    Object.keys(SCHEMES).map((name) => [`/${name}`, { get: { security: [{ [name]: [] }] } }]),
  ),
  components: { securitySchemes: SCHEMES },
});

let workshop: Workshop;
let gateway: GatewayProcess;
beforeAll(async () => {
  workshop = await Workshop.open();
  const built = await buildGateway(await workshop.project(), { "openapi.json": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  gateway = await GatewayProcess.start(built.main, {});
});
afterAll(async () => {
  await gateway.kill();
  await workshop.close();
});

async function statusOf(target: string, headers: Readonly<Record<string, string>>) {
  return (await fetch(`http://127.0.0.1:${gateway.port}${target}`, { headers })).status;
}

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ["/header", { "X-Key": "k" }],
  ["/query?key=k", {}],
  ["/cookie", { Cookie: "a=b; session=k" }],
  ["/basic", { Authorization: "basic YTpi" }],
  ["/bearer", { Authorization: "Bearer k" }],
  ["/oauth2", { Authorization: "bearer k" }],
  ["/openIdConnect", { Authorization: "Bearer k" }],
])(
  "whoever shows a credential at %s is not let in yet, but known to have one",
  async (...shown) => {
    expect(await statusOf(...shown)).toBe(403);
  },
);

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ["/header?X-Key=k", { Cookie: "X-Key=k" }],
  ["/query", { key: "k" }],
  ["/cookie?session=k", { session: "k", Cookie: "sessions=k" }],
  ["/basic", { Authorization: "Bearer k" }],
  ["/basic", { Authorization: "Basic" }],
  ["/bearer", { Authorization: "Basic YTpi" }],
  ["/oauth2?access_token=k", {}],
])("whoever shows none at %s is asked for one", async (...shown) => {
  expect(await statusOf(...shown)).toBe(401);
});
