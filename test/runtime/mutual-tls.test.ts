import { once } from "node:events";
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { connect as connectTls } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { Environment, SettingsError } from "../../templates/runtime/environment.js";
import { mutualTlsAuthorizer, withMutualTls } from "../../templates/runtime/mutual-tls.js";
import { defineScheme } from "../../templates/runtime/security.js";
import type { ServerSettings } from "../../templates/runtime/server-settings.js";
import { readServerSettings } from "../../templates/runtime/server-settings.js";
import { backend, namedRoute, proxyRoute } from "./support/proxy-routes.js";
import { RawClient, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const fileOf = (name: string) =>
  fileURLToPath(new URL(`certificates/${name}.pem`, import.meta.url));
const TLS = {
  TLS_CERT_FILE: fileOf("one.cert"),
  TLS_KEY_FILE: fileOf("one.key"),
  TLS_CLIENT_CA_FILE: fileOf("clients.cert"),
};

const certificate = defineScheme({ name: "certificate", type: "mutualTLS" });
const user = defineScheme({ name: "user", type: "http" });

let upstream: StubUpstream;
beforeAll(async () => {
  upstream = await startStubUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => upstream.forget());

function start(
  environment: Readonly<Record<string, string>>,
  adapt?: (settings: ServerSettings, read: Environment) => ServerSettings,
): Promise<TestGateway> {
  const headers = { headers: tellCaller };
  return startGateway({
    routes: [
      namedRoute("GET", "/open"),
      proxyRoute("GET", "/guarded", { security: [[certificate()]], proxy: headers }),
      proxyRoute("GET", "/both", { security: [[user(), certificate()]], proxy: headers }),
    ],
    stages: {
      authenticate: authenticate({
        certificate: mutualTlsAuthorizer(),
        user: () => ({ principalId: "ann" }),
      }),
    },
    upstreams: [[backend, upstream.url]],
    environment: { ...TLS, ...environment },
    ...(adapt && { adapt }),
  });
}

function tellCaller({ context }: Parameters<typeof describeCaller>[0]) {
  return { "x-caller": JSON.stringify(describeCaller({ context })) };
}

function describeCaller({
  context,
}: {
  readonly context: { readonly identity: object; readonly authorizer: object };
}) {
  return { identity: context.identity, authorizer: context.authorizer };
}

/** What connections may be resumed by. */
const sessions = new WeakMap<TLSSocket, Buffer>();

async function connect(gateway: TestGateway, name?: string, options = {}): Promise<TLSSocket> {
  const socket = connectTls({
    port: gateway.port,
    host: "127.0.0.1",
    rejectUnauthorized: false,
    ...(name !== undefined && {
      cert: readFileSync(fileOf(`${name}.cert`)),
      key: readFileSync(fileOf(`${name}.key`)),
    }),
    ...options,
  });
  socket.on("session", (session: Buffer) => sessions.set(socket, session));
  await once(socket, "secureConnect");
  return socket;
}

async function ask(socket: TLSSocket, path: string) {
  const client = new RawClient(socket);
  client.send(head(`GET ${path}`));
  const response = await client.response();
  client.destroy();
  return response;
}

describe("where routes ask for certificates", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await start({ TLS_CLIENT_CRL_FILE: fileOf("clients.crl") }, withMutualTls);
  });
  afterAll(() => gateway.stop());

  test("a certificate of an authority lets in, and is told", async () => {
    expect((await ask(await connect(gateway, "client"), "/guarded"))?.status).toBe(200);
    const told = JSON.parse(heardValues(onlyHeard(upstream), "x-caller")[0] ?? "") as object;
    expect(told).toMatchObject({
      identity: {
        clientCert: {
          clientCertPem: readFileSync(fileOf("client.cert"), "utf8"),
          subjectDN: "C=XX,O=Example,CN=client",
          issuerDN: "C=XX,O=Example\\, Ltd,CN=client authority",
          serialNumber: "10:01",
          validity: { notBefore: "Jan  1 00:00:00 2020 GMT", notAfter: "Jan  1 00:00:00 2120 GMT" },
        },
      },
      authorizer: {},
    });
  });

  test("who authenticates besides stays the principal", async () => {
    expect((await ask(await connect(gateway, "client"), "/both"))?.status).toBe(200);
    const told = JSON.parse(heardValues(onlyHeard(upstream), "x-caller")[0] ?? "") as object;
    expect(told).toMatchObject({ authorizer: { principalId: "ann" } });
  });

  test.each<readonly [string, string | undefined]>([
    ["none", undefined],
    ["one of another authority", "caller"],
    ["one signed by itself", "alone"],
    ["one that was revoked", "revoked"],
    ["one that has ended", "past"],
  ])("%s is refused there, and nowhere else", async (_what, name) => {
    const response = await ask(await connect(gateway, name), "/guarded");
    expect(response?.status).toBe(403);
    expect(response?.body.toString()).toBe('{"message":"Forbidden"}');
    expect(response && valuesOf(response, "x-amzn-ErrorType")).toEqual(["ForbiddenException"]);
    expect(upstream.heard).toEqual([]);
    expect((await ask(await connect(gateway, name), "/open"))?.status).toBe(200);
  });

  test.each(["TLSv1.2", "TLSv1.3"] as const)(
    "a session of %s that is resumed shows what it showed, and no more",
    async (version) => {
      const only = { minVersion: version, maxVersion: version };
      for (const [name, status] of [
        [undefined, 403],
        ["client", 200],
      ] as const) {
        const first = await connect(gateway, name, only);
        expect((await ask(first, "/guarded"))?.status).toBe(status);
        const resumed = await connect(gateway, undefined, {
          ...only,
          session: sessions.get(first),
        });
        expect(resumed.isSessionReused()).toBe(true);
        expect((await ask(resumed, "/guarded"))?.status).toBe(status);
      }
    },
  );
});

describe("where no route asks", () => {
  test("every connection needs a certificate", async () => {
    const gateway = await start({});
    expect((await ask(await connect(gateway, "client"), "/open"))?.status).toBe(200);
    const response = connect(gateway, "caller").then((socket) => ask(socket, "/open"));
    expect(await response.catch(() => undefined)).toBeUndefined();
    await gateway.stop();
  });

  test("a new list of authorities holds for connections from then on", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gateway-mtls-"));
    const authorities = join(folder, "authorities.pem");
    await copyFile(fileOf("clients.cert"), authorities);
    const gateway = await start({ TLS_CLIENT_CA_FILE: authorities });
    const status = async (name: string) => {
      const response = connect(gateway, name).then((socket) => ask(socket, "/open"));
      return (await response.catch(() => undefined))?.status;
    };
    expect(await status("caller")).toBeUndefined();
    await copyFile(fileOf("authority.cert"), authorities);
    await expect.poll(() => status("caller"), { timeout: 10_000 }).toBe(200);
    expect(await status("client")).toBeUndefined();
    await gateway.stop();
    await rm(folder, { recursive: true });
  });
});

test("without TLS nobody shows a certificate", async () => {
  const gateway = await start({ TLS_CERT_FILE: "", TLS_KEY_FILE: "", TLS_CLIENT_CA_FILE: "" });
  const response = await fetch(`${gateway.url}/guarded`);
  expect(response.status).toBe(403);
  await gateway.stop();
});

test.each<readonly [Readonly<Record<string, string>>, readonly string[]]>([
  [
    {},
    [
      "TLS_CERT_FILE and TLS_KEY_FILE are not set: routes need TLS",
      "TLS_CLIENT_CA_FILE is not set: routes need certificates of clients",
    ],
  ],
  [
    { TLS_CERT_FILE: "a", TLS_KEY_FILE: "b" },
    ["TLS_CLIENT_CA_FILE is not set: routes need certificates of clients"],
  ],
  [
    { TLS_CLIENT_CA_FILE: "a" },
    [
      "TLS_CERT_FILE is not set, while TLS_CLIENT_CA_FILE is",
      "TLS_CERT_FILE and TLS_KEY_FILE are not set: routes need TLS",
    ],
  ],
  [
    { TLS_CERT_FILE: "a", TLS_KEY_FILE: "b", TLS_CLIENT_CRL_FILE: "c" },
    [
      "TLS_CLIENT_CA_FILE is not set, while TLS_CLIENT_CRL_FILE is",
      "TLS_CLIENT_CA_FILE is not set: routes need certificates of clients",
    ],
  ],
])("settings %j keep a gateway with such routes from starting", (variables, problems) => {
  const read = new Environment(variables);
  withMutualTls(readServerSettings(read), read);
  try {
    read.finish();
  } catch (error) {
    expect(error instanceof SettingsError && error.problems).toEqual(problems);
    return;
  }
  expect.unreachable();
});
