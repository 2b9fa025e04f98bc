import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../templates/runtime/password-hash.js";
import { signRequest } from "../conformance/sign-v4.js";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { makeToken, startStubIssuer, type StubIssuer } from "../runtime/support/stub-issuer.js";
import { startStubUpstream, type StubUpstream } from "../runtime/support/stub-upstream.js";

/** Who decides a scheme, and what a request shows for it. */
type Kind = "jwt" | "key" | "users" | "lambda" | "iam";
type State = "valid" | "missing" | "wrong" | "expired";

const STATES: readonly State[] = ["valid", "missing", "wrong", "expired"];

/** Alternatives, as the document writes them. */
type Structure = readonly (readonly Kind[])[];

/** What a request shows of each kind; what is not there is missing. */
type Shown = Readonly<Partial<Record<Kind, State>>>;

interface Expected {
  readonly status: number;
  readonly body?: unknown;
}

interface Row {
  readonly structure: Structure;
  readonly shown: Shown;
  readonly expected: Expected;
}

interface Family {
  readonly name: "REST API" | "HTTP API" | "plain OpenAPI";
  readonly structures: readonly Structure[];
  /** What comes of what a request shows, by the family's rules. */
  expect(structure: Structure, shown: Shown): Expected;
  document(issuer: string, upstream: string): object;
}

const OK: Expected = { status: 200 };
const UNAUTHORIZED = { status: 401, body: { message: "Unauthorized" } };

/** What a REST API answers to each kind of caller that it does not let in. */
const REST_REFUSALS: Readonly<Record<Kind, Partial<Record<State, Expected>>>> = {
  jwt: { missing: UNAUTHORIZED, wrong: UNAUTHORIZED, expired: UNAUTHORIZED },
  key: {
    missing: { status: 403, body: { message: "Forbidden" } },
    wrong: { status: 403, body: { message: "Forbidden" } },
    expired: { status: 403, body: { message: "Forbidden" } },
  },
  lambda: {
    missing: UNAUTHORIZED,
    wrong: UNAUTHORIZED,
    expired: {
      status: 403,
      body: { Message: expect.stringMatching(/^User is not authorized to access this resource/) },
    },
  },
  iam: {
    missing: { status: 403, body: { message: "Missing Authentication Token" } },
    wrong: { status: 403, body: { message: expect.stringMatching(/^The request signature we/) } },
    expired: { status: 403, body: { message: expect.stringMatching(/^Signature expired/) } },
  },
  users: {},
};

const FORBIDDEN = { status: 403, body: { message: "Forbidden" } };
const HTTP_REFUSALS: typeof REST_REFUSALS = {
  ...REST_REFUSALS,
  lambda: { missing: UNAUTHORIZED, wrong: FORBIDDEN, expired: FORBIDDEN },
  iam: { missing: FORBIDDEN, wrong: FORBIDDEN, expired: FORBIDDEN },
};

/** A REST API has no alternatives: it asks for one authorizer, and for a key if any names one. */
function joined(structure: Structure): readonly Kind[] {
  const authorizers = structure.map((all) => all.filter((kind) => kind !== "key"));
  const [chosen = []] = authorizers.filter((all) => all.length > 0);
  return [...chosen, ...(structure.flat().includes("key") ? ["key" as const] : [])];
}

function firstRefusal(kinds: readonly Kind[], shown: Shown, refusals: typeof REST_REFUSALS) {
  for (const kind of kinds) {
    const refused = refusals[kind][shown[kind] ?? "missing"];
    if (refused !== undefined) return refused;
  }
  return OK;
}

const SCHEMES = (issuer: string) => ({
  jwt: {
    type: "http",
    scheme: "bearer",
    "x-gateway": { jwt: { issuer, audience: ["gateway"] } },
  },
  key: { type: "apiKey", in: "header", name: "x-api-key" },
  users: { type: "http", scheme: "basic", "x-gateway": { users: true } },
  iam: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    "x-amazon-apigateway-authtype": "awsSigv4",
  },
});

const JUDGE = "arn:aws:lambda:us-east-1:111122223333:function:judge";
const JUDGE_URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${JUDGE}/invocations`;
const FUNCTIONS = { functions: { judge: { handler: "./src/hooks/functions/judge.ts" } } };
const PLANS = { usagePlans: { all: { stages: ["prod"] } } };

/** The paths of a document: one for each structure. */
function pathsOf(structures: readonly Structure[], ofOperation: object) {
  return Object.fromEntries(
    structures.map((structure, index) => [
      `/s${index}`,
      {
        get: {
          responses: { "200": { description: "OK" } },
          security: structure.map((all) => Object.fromEntries(all.map((kind) => [kind, []]))),
          ...ofOperation,
        },
      },
    ]),
  );
}

const REST: Family = {
  name: "REST API",
  structures: [
    [],
    ...(["jwt", "key", "lambda", "iam"] as const).map((kind) => [[kind]]),
    ...(["jwt", "lambda", "iam"] as const).map((kind) => [[kind, "key" as const]]),
    [["lambda"], ["key"]],
    [["key"], ["jwt"]],
    [["lambda"], []],
    [["key"], []],
  ],
  expect: (structure, shown) => firstRefusal(joined(structure), shown, REST_REFUSALS),
  document: (issuer, upstream) => ({
    openapi: "3.0.1",
    info: { title: "REST", version: "1" },
    "x-gateway": { ...FUNCTIONS, ...PLANS },
    paths: pathsOf(REST.structures, {
      "x-amazon-apigateway-integration": { type: "http_proxy", httpMethod: "GET", uri: upstream },
    }),
    components: {
      securitySchemes: {
        ...SCHEMES(issuer),
        lambda: {
          type: "apiKey",
          in: "header",
          name: "X-Token",
          "x-amazon-apigateway-authorizer": {
            type: "token",
            authorizerUri: JUDGE_URI,
            authorizerResultTtlInSeconds: 0,
          },
        },
      },
    },
  }),
};

const HTTP: Family = {
  name: "HTTP API",
  structures: [[], ...(["jwt", "lambda", "iam"] as const).map((kind) => [[kind]])],
  expect: (structure, shown) => firstRefusal(structure.flat(), shown, HTTP_REFUSALS),
  document: (issuer, upstream) => ({
    openapi: "3.0.1",
    info: { title: "HTTP", version: "1" },
    "x-gateway": FUNCTIONS,
    paths: pathsOf(HTTP.structures, {
      "x-amazon-apigateway-integration": {
        type: "http_proxy",
        httpMethod: "GET",
        uri: upstream,
        payloadFormatVersion: "1.0",
      },
    }),
    components: {
      securitySchemes: {
        iam: SCHEMES(issuer).iam,
        jwt: {
          type: "oauth2",
          flows: {},
          "x-amazon-apigateway-authorizer": {
            type: "jwt",
            identitySource: "$request.header.Authorization",
            jwtConfiguration: { issuer, audience: ["gateway"] },
          },
        },
        lambda: {
          type: "apiKey",
          in: "header",
          name: "X-Token",
          "x-amazon-apigateway-authorizer": {
            type: "request",
            identitySource: "$request.header.X-Token",
            authorizerUri: JUDGE_URI,
            authorizerPayloadFormatVersion: "2.0",
            enableSimpleResponses: true,
          },
        },
      },
    },
  }),
};

const PLAIN: Family = {
  name: "plain OpenAPI",
  structures: [
    [],
    ...(["jwt", "key", "users"] as const).map((kind) => [[kind]]),
    ...(["jwt", "users"] as const).map((kind) => [[kind, "key" as const]]),
    ...(["jwt", "users"] as const).map((kind) => [[kind], ["key" as const]]),
    [["jwt"], ["users"]],
    ...(["jwt", "key", "users"] as const).map((kind) => [[kind], []]),
  ],
  expect(structure, shown) {
    const isMet = (all: readonly Kind[]) => all.every((kind) => shown[kind] === "valid");
    if (structure.length === 0 || structure.some(isMet)) return OK;
    return { status: 401, body: expect.objectContaining({ title: "Unauthorized", status: 401 }) };
  },
  document: (issuer, upstream) => ({
    openapi: "3.1.0",
    info: { title: "Plain", version: "1" },
    servers: [{ url: upstream }],
    paths: pathsOf(PLAIN.structures, {}),
    components: {
      securitySchemes: {
        jwt: SCHEMES(issuer).jwt,
        users: SCHEMES(issuer).users,
        key: { ...SCHEMES(issuer).key, "x-gateway": { apiKeys: true } },
      },
    },
  }),
};

/** Kinds whose credentials stand in `Authorization`, which a request has once. */
const IN_AUTHORIZATION: readonly Kind[] = ["jwt", "users", "iam"];

/** Everything that a request can show for a structure. */
function shownFor(structure: Structure): readonly Shown[] {
  const kinds = [...new Set(structure.flat())];
  const all = kinds.reduce<readonly Shown[]>(
    (before, kind) =>
      before.flatMap((shown) => STATES.map((state) => ({ ...shown, [kind]: state }))),
    [{}],
  );
  return all.filter(
    (shown) =>
      IN_AUTHORIZATION.filter((kind) => (shown[kind] ?? "missing") !== "missing").length <= 1,
  );
}

const rowsOf = (family: Family): readonly Row[] =>
  family.structures.flatMap((structure) =>
    shownFor(structure).map((shown) => ({
      structure,
      shown,
      expected: family.expect(structure, shown),
    })),
  );

const FAMILIES = [REST, HTTP, PLAIN] as const;

const GOOD_KEY = "a-key-of-twenty-letters";
const DISABLED_KEY = "a-key-that-is-no-longer-good";
const PRINCIPAL = {
  name: "alice",
  accessKey: "AKIDALICE",
  secretKey: "secret-of-alice",
  accountId: "000000000000",
  userId: "AIDAALICE",
  arn: "arn:aws:iam::000000000000:user/alice",
  policies: [
    {
      Statement: [
        { Effect: "Allow", Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:*" },
      ],
    },
  ],
};

/** The judge of both families' authorizers. */
const JUDGE_CODE = `export const handler = async (event: {
  authorizationToken?: string;
  methodArn?: string;
  headers?: Record<string, string>;
}) => {
  const token = event.authorizationToken ?? event.headers?.["x-token"];
  if (event.methodArn === undefined) return { isAuthorized: token === "valid" };
  if (token === "wrong") throw new Error("Unauthorized");
  const Effect = token === "valid" ? "Allow" : "Deny";
  const statement = { Action: "execute-api:Invoke", Effect, Resource: event.methodArn };
  return { principalId: "u", policyDocument: { Version: "2012-10-17", Statement: [statement] } };
};
`;

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

let workshop: Workshop;
let issuer: StubIssuer;
let upstream: StubUpstream;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  workshop = await Workshop.open();
  issuer = await startStubIssuer();
  upstream = await startStubUpstream();
  const password = await hashPassword("open sesame", { ln: 12, r: 8, p: 1 });
  settings = {
    API_KEYS: JSON.stringify([
      { id: "good", value: sha256(GOOD_KEY), usagePlans: ["all"] },
      { id: "disabled", value: sha256(DISABLED_KEY), enabled: false, usagePlans: ["all"] },
    ]),
    BASIC_USERS: JSON.stringify([{ name: "ann", password }]),
    PRINCIPALS: JSON.stringify([PRINCIPAL]),
  };
}, 60_000);

afterAll(async () => {
  await issuer.stop();
  await upstream.stop();
  await workshop.close();
});

/** The headers by which a request shows something. */
function headersFor(shown: Shown, path: string, host: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  const token = (state: State) =>
    makeToken(
      { iss: issuer.url, aud: "gateway", sub: "u", exp: now + (state === "expired" ? -600 : 600) },
      state === "wrong" ? { key: "wrong", header: { kid: "k1" } } : {},
    );
  const signature = (state: State) => {
    const { headers } = signRequest(
      { method: "GET", target: path, headers: [["Host", host]], body: undefined },
      {
        accessKey: PRINCIPAL.accessKey,
        secretKey: state === "wrong" ? "another" : PRINCIPAL.secretKey,
        service: "execute-api",
        region: "us-east-1",
        time: Date.now() - (state === "expired" ? 3_600_000 : 0),
      },
    );
    return Object.fromEntries(headers.filter(([name]) => name !== "Host"));
  };
  const made: Readonly<Record<Kind, (state: State) => Record<string, string>>> = {
    jwt: (state) => ({ Authorization: `Bearer ${token(state)}` }),
    key: (state) => ({
      "x-api-key": { valid: GOOD_KEY, expired: DISABLED_KEY }[state as string] ?? "x".repeat(24),
    }),
    users: (state) => {
      const pair = state === "valid" ? "ann:open sesame" : `${state}:open sesame`;
      return { Authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
    },
    lambda: (state) => ({ "X-Token": state }),
    iam: signature,
  };
  const entries = Object.entries(shown) as [Kind, State][];
  return Object.assign(
    {},
    ...entries.map(([kind, state]) => (state === "missing" ? {} : made[kind](state))),
  ) as Record<string, string>;
}

const written = (structure: Structure) =>
  structure.map((all) => all.join(" and ") || "nothing").join(" or ") || "open";

describe.each(FAMILIES)("$name", (family) => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    const folder = await workshop.project();
    await mkdir(join(folder, "src/hooks/functions"), { recursive: true });
    await writeFile(join(folder, "src/hooks/functions/judge.ts"), JUDGE_CODE);
    const document = JSON.stringify(family.document(issuer.url, upstream.url));
    const api = { "REST API": "rest", "HTTP API": "http", "plain OpenAPI": undefined } as const;
    const chosen = api[family.name];
    const built = await buildGateway(
      folder,
      { "openapi.json": document },
      chosen === undefined ? {} : { api: chosen },
    );
    if (built.kind === "refused") throw new Error(built.errors.map((e) => e.message).join());
    gateway = await GatewayProcess.start(built.main, settings);
  }, 60_000);
  afterAll(() => gateway.kill());

  test.each(
    rowsOf(family).map((row) => ({
      ...row,
      asks: written(row.structure),
      shows: JSON.stringify(row.shown),
    })),
  )("$asks: $shows is answered $expected.status", async ({ structure, shown, expected }) => {
    const path = `/s${family.structures.indexOf(structure)}`;
    const host = `127.0.0.1:${gateway.port}`;
    upstream.forget();
    const response = await fetch(`http://${host}${path}`, {
      headers: headersFor(shown, path, host),
    });
    expect(response.status).toBe(expected.status);
    if (expected.body !== undefined) expect(await response.json()).toEqual(expected.body);
    else await response.body?.cancel();
    expect(upstream.begun).toBe(expected.status === 200 ? 1 : 0);
  });
});

test("there are enough of them", () => {
  expect(FAMILIES.flatMap(rowsOf).length).toBeGreaterThanOrEqual(200);
});

test.each<Structure>([[["jwt", "lambda"]], [["jwt"], ["lambda"]], [["jwt"], []]])(
  "an HTTP API is not made of %j, which Amazon does not import",
  async (...structure) => {
    const { paths, ...rest } = HTTP.document(issuer.url, upstream.url) as { paths: object };
    const [[, item]] = Object.entries(pathsOf([structure], {})) as [[string, { get: object }]];
    const [[, known]] = Object.entries(paths) as [[string, { get: object }]];
    const get = { ...known.get, ...item.get };
    const document = JSON.stringify({ ...rest, paths: { "/s": { get } } });
    const built = await buildGateway(
      await workshop.project(),
      { "openapi.json": document },
      { api: "http" },
    );
    expect(built.diagnostics.map(({ code }) => code)).toContain("several-authorizers");
    expect(built.kind).toBe("refused");
  },
);
