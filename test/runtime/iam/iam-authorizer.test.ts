import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { Hash } from "@smithy/hash-node";
import { SignatureV4 } from "@smithy/signature-v4";
import { AwsV4Signer } from "aws4fetch";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../../../templates/runtime/authenticate.js";
import { Environment, SettingsError } from "../../../templates/runtime/environment.js";
import { iamAuthorizer } from "../../../templates/runtime/iam/iam-authorizer.js";
import { readPrincipals } from "../../../templates/runtime/iam/principals.js";
import { defineScheme } from "../../../templates/runtime/security.js";
import { backend, proxyRoute } from "../support/proxy-routes.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import type { StubUpstream } from "../support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "../support/stub-upstream.js";

const ALLOW_ALL = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
};
const SECRET = "wJalrXUtnFEMI/EXAMPLEKEY";
const ann = {
  accessKey: "AKIDANN",
  secretKey: SECRET,
  accountId: "111122223333",
  userId: "AIDAANN",
  arn: "arn:aws:iam::111122223333:user/staff/ann",
  policies: [ALLOW_ALL],
};
const PRINCIPALS = [
  ann,
  { ...ann, accessKey: "AKIDNONE", policies: [] },
  { ...ann, accessKey: "AKIDSESSION", sessionToken: "tok/en+=" },
  {
    ...ann,
    accessKey: "AKIDROLE",
    arn: "arn:aws:sts::111122223333:assumed-role/reader/one",
    policies: [
      {
        Statement: {
          Effect: "Allow",
          Action: "*",
          Resource: "*",
          Condition: {
            ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/reader" },
            StringEquals: { "aws:PrincipalType": "AssumedRole" },
          },
        },
      },
    ],
  },
  {
    ...ann,
    accessKey: "AKIDOLD",
    sessionToken: "old",
    sessionTokenExpires: "2020-01-01T00:00:00Z",
  },
];

const signature = defineScheme({ name: "signature", type: "apiKey", in: "header" });

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const read = new Environment({ PRINCIPALS: JSON.stringify(PRINCIPALS) });
  const principals = readPrincipals(read);
  read.finish();
  gateway = await startGateway({
    routes: [
      proxyRoute("ANY", "/files/{proxy+}", {
        security: [[signature()]],
        limits: { bodyBytes: 100 },
        proxy: {
          path: () => "/files",
          headers: ({ context }) => ({ "x-caller": JSON.stringify(context.identity) }),
        },
      }),
    ],
    stages: { authenticate: authenticate({ signature: iamAuthorizer(principals) }) },
    upstreams: [[backend, upstream.url]],
    environment: { ACCOUNT_ID: "111122223333", AWS_REGION: "eu-central-1" },
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

/** A request as it goes on the wire; the path is not touched any more. */
interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly errorType: string | undefined;
  readonly body: string;
}

function send({ method, target, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: "127.0.0.1",
        port: gateway.port,
        method,
        path: target,
        headers: { ...headers } as OutgoingHttpHeaders,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            errorType: response.headers["x-amzn-errortype"] as string | undefined,
            body: text,
          }),
        );
      },
    );
    sent.on("error", reject).end(body);
  });
}

interface Signing {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly region?: string;
  readonly service?: string;
  /** Seconds by which the signer's clock is ahead. */
  readonly ahead?: number;
  readonly presign?: boolean;
}

interface Unsigned {
  readonly method?: string;
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Sign = (request: Unsigned, signing?: Signing) => Promise<Sent>;

const host = () => `127.0.0.1:${gateway.port}`;
const keysOf = ({ accessKey = "AKIDANN", secretKey = SECRET, token }: Signing) => ({
  accessKeyId: accessKey,
  secretAccessKey: secretKey,
  ...(token !== undefined && { sessionToken: token }),
});

const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Amazon's own signer. */
const smithy: Sign = async (
  { method = "GET", path, query = [], headers = {}, body },
  signing = {},
) => {
  const { region = "eu-central-1", service = "execute-api", ahead = 0 } = signing;
  const signer = new SignatureV4({
    service,
    region,
    credentials: keysOf(signing),
    sha256: Hash.bind(null, "sha256"),
    applyChecksum: headers["x-amz-content-sha256"] === undefined && body !== undefined,
  });
  const bag: Record<string, string[]> = {};
  for (const [name, value] of query) (bag[name] ??= []).push(value);
  const unsigned = {
    method,
    protocol: "http:",
    hostname: host(),
    path,
    query: bag,
    headers: { ...headers, host: host() },
    ...(body !== undefined && { body }),
  };
  const signingDate = new Date(Date.now() + 1000 * ahead);
  const signed = signing.presign
    ? await signer.presign(unsigned, { signingDate, expiresIn: 60 })
    : await signer.sign(unsigned, { signingDate });
  const pairs = Object.entries(signed.query ?? {}).flatMap(([name, values]) =>
    [values ?? ""].flat().map((value) => `${encoded(name)}=${encoded(value)}`),
  );
  const target = pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
  return { method, target, headers: signed.headers, body };
};

/** Somebody else's. */
const aws4fetch: Sign = async (
  { method = "GET", path, query = [], headers = {}, body },
  signing = {},
) => {
  const { region = "eu-central-1", service = "execute-api", ahead = 0 } = signing;
  const url = new URL(`http://${host()}${path}`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers,
    ...(body !== undefined && { body }),
    ...keysOf(signing),
    region,
    service,
    signQuery: signing.presign === true,
    datetime: new Date(Date.now() + 1000 * ahead).toISOString().replaceAll(/[:-]|\.\d{3}/g, ""),
  });
  const signed = await signer.sign();
  return {
    method,
    target: signed.url.pathname + signed.url.search,
    headers: { ...Object.fromEntries(signed.headers), host: host() },
    body,
  };
};

const SIGNERS = [
  ["@smithy/signature-v4", smithy],
  ["aws4fetch", aws4fetch],
] as const;

describe.each(SIGNERS)("signed by %s", (_name, sign) => {
  test.each<readonly [string, Unsigned]>([
    ["a path", { path: "/files/a" }],
    ["a path with encoded signs", { path: "/files/a%20b%2Fc/%C3%A4;x=1,y/~$&" }],
    ["a path that ends with a slash", { path: "/files/a/" }],
    ["a path with empty segments", { path: "/files//a//b" }],
    [
      "a query",
      {
        path: "/files/a",
        query: [
          ["b", "2"],
          ["a", "1"],
          ["a", "0"],
          ["empty", ""],
          ["signs", "a b+c&d=e%f/!'()*ä"],
          ["Upper", "X"],
        ],
      },
    ],
    ["headers", { path: "/files/a", headers: { "x-tenant": "one,  two", "x-amz-other": "y" } }],
    ["a body", { method: "POST", path: "/files/a", body: '{"a":"ä"}' }],
    ["an empty body", { method: "PUT", path: "/files/a", body: "" }],
    ["a method of its own", { method: "DELETE", path: "/files/a" }],
  ])("%s is accepted, in the header and in the query", async (_what, request) => {
    for (const presign of [false, true]) {
      upstream.forget();
      expect(await send(await sign(request, { presign }))).toMatchObject({ status: 200 });
      const heard = onlyHeard(upstream);
      expect(heard.body.toString()).toBe(request.body ?? "");
      expect(heardValues(heard, "authorization")).toEqual([]);
      expect(JSON.parse(heardValues(heard, "x-caller")[0] ?? "")).toMatchObject({
        accessKey: "AKIDANN",
        accountId: "111122223333",
        caller: "AIDAANN",
        user: "AIDAANN",
        userArn: ann.arn,
      });
    }
  });

  test.each<readonly [string, Signing, string, RegExp]>([
    ["another secret", { secretKey: "wrong" }, "InvalidSignatureException", /does not match/],
    [
      "an unknown key",
      { accessKey: "AKIDX" },
      "UnrecognizedClientException",
      /token .* is invalid/,
    ],
    [
      "a name of an object's",
      { accessKey: "constructor" },
      "UnrecognizedClientException",
      /invalid/,
    ],
    ["another region", { region: "us-east-1" }, "InvalidSignatureException", /valid region/],
    ["another service", { service: "s3" }, "InvalidSignatureException", /'execute-api'/],
    ["long ago", { ahead: -310 }, "InvalidSignatureException", /^Signature expired/],
    ["later", { ahead: 310 }, "InvalidSignatureException", /^Signature not yet current/],
    ["no policies", { accessKey: "AKIDNONE" }, "AccessDeniedException", /^User: arn:aws:iam::1/],
    [
      "keys without their session",
      { accessKey: "AKIDSESSION" },
      "UnrecognizedClientException",
      /./,
    ],
    ["a session's token of another", { token: "tok/en+=" }, "UnrecognizedClientException", /./],
    [
      "another token",
      { accessKey: "AKIDSESSION", token: "other" },
      "UnrecognizedClientException",
      /./,
    ],
    [
      "a session that ended",
      { accessKey: "AKIDOLD", token: "old" },
      "ExpiredTokenException",
      /is expired$/,
    ],
  ])("with %s is refused", async (_what, signing, errorType, message) => {
    for (const presign of [false, true]) {
      const answer = await send(await sign({ path: "/files/a" }, { ...signing, presign }));
      expect(answer).toMatchObject({ status: 403, errorType });
      const told = JSON.parse(answer.body) as { message?: string; Message?: string };
      expect(told.message ?? told.Message).toMatch(message);
      expect(answer.body).not.toContain(SECRET);
      expect(upstream.heard).toEqual([]);
    }
  });

  test("a session is accepted with its token, and a role by its own name", async () => {
    for (const signing of [
      { accessKey: "AKIDSESSION", token: "tok/en+=" },
      { accessKey: "AKIDROLE" },
    ]) {
      for (const presign of [false, true]) {
        const answer = await send(await sign({ path: "/files/a" }, { ...signing, presign }));
        expect(answer.status).toBe(200);
      }
    }
  });

  const base: Unsigned = {
    method: "POST",
    path: "/files/a",
    query: [["a", "1"]],
    headers: { "x-tenant": "one" },
    body: "body",
  };
  test.each<readonly [string, (sent: Sent) => Sent]>([
    ["method", (sent) => ({ ...sent, method: "PUT" })],
    ["path", (sent) => ({ ...sent, target: sent.target.replace("/files/a", "/files/b") })],
    ["query", (sent) => ({ ...sent, target: sent.target.replace("a=1", "a=2") })],
    ["parameters", (sent) => ({ ...sent, target: `${sent.target}&b=1` })],
    ["body", (sent) => ({ ...sent, body: "Body" })],
    [
      "missing body",
      (sent) => ({ ...sent, headers: { ...sent.headers, "content-length": "0" }, body: "" }),
    ],
    ["header", (sent) => ({ ...sent, headers: { ...sent.headers, "x-tenant": "two" } })],
    [
      "repeated header",
      (sent) => ({ ...sent, headers: { ...sent.headers, "x-tenant": ["one", "one"] } }),
    ],
    ["host", (sent) => ({ ...sent, headers: { ...sent.headers, host: "other.test" } })],
  ])("another %s than was signed is refused", async (_what, change) => {
    for (const presign of [false, true]) {
      const signed = await sign(base, { presign });
      expect(await send(signed)).toMatchObject({ status: 200 });
      upstream.forget();
      expect(await send(change(signed))).toMatchObject({
        status: 403,
        errorType: "InvalidSignatureException",
      });
      expect(upstream.heard).toEqual([]);
    }
  });

  test.each(["UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"])(
    "a body of %s is refused",
    async (digest) => {
      const headers = { "x-amz-content-sha256": digest };
      const signed = await sign({ ...base, headers });
      expect(await send(signed)).toMatchObject({ errorType: "InvalidSignatureException" });
    },
  );

  test("a body beyond the limit is refused before it is hashed", async () => {
    const signed = await sign({ ...base, body: "x".repeat(101) });
    expect(await send(signed)).toMatchObject({ status: 413 });
  });
});

describe("what is no signature", () => {
  const date = "20200101T000000Z";
  const credential = "AKIDANN/20200101/eu-central-1/execute-api/aws4_request";
  const hex = "0".repeat(64);
  test.each<readonly [string, Readonly<Record<string, string>>, string, string]>([
    ["nothing", {}, "", "MissingAuthenticationTokenException"],
    ["a token", { authorization: "Bearer secret-token" }, "", "IncompleteSignatureException"],
    ["Basic", { authorization: "Basic YTpi" }, "", "IncompleteSignatureException"],
    ["an empty one", { authorization: "AWS4-HMAC-SHA256 " }, "", "IncompleteSignatureException"],
    [
      "no date",
      {
        authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${hex}`,
      },
      "",
      "IncompleteSignatureException",
    ],
    [
      "no signed host",
      {
        authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=x-amz-date, Signature=${hex}`,
        "x-amz-date": date,
      },
      "",
      "IncompleteSignatureException",
    ],
    [
      "a short signature",
      {
        authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`,
        "x-amz-date": date,
      },
      "",
      "IncompleteSignatureException",
    ],
    [
      "another algorithm",
      {
        authorization: `AWS4-ECDSA-P256-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${hex}`,
      },
      "",
      "IncompleteSignatureException",
    ],
    ["half a query", {}, `?X-Amz-Credential=${credential}`, "IncompleteSignatureException"],
    [
      "a query and a header",
      { authorization: "AWS4-HMAC-SHA256 " },
      `?X-Amz-Signature=${hex}`,
      "IncompleteSignatureException",
    ],
    [
      "a query that holds for ever",
      {},
      `?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${date}` +
        `&X-Amz-SignedHeaders=host&X-Amz-Signature=${hex}&X-Amz-Expires=604801`,
      "IncompleteSignatureException",
    ],
  ])("%s", async (_what, headers, query, errorType) => {
    const answer = await send({ method: "GET", target: `/files/a${query}`, headers });
    expect(answer).toMatchObject({ status: 403, errorType });
    expect(answer.body).not.toContain("secret-token");
  });
});

test.each<readonly [problem: string, change: object]>([
  ["principal 1: accessKey must be a text", { accessKey: "" }],
  ["principal 1: secretKey must be a text", { secretKey: undefined }],
  ["principal 1: arn must be a text", { arn: 7 }],
  ["principal 1: policies must be a list", { policies: {} }],
  ["principal 1: policy 1: the policy must have a Statement", { policies: [{}] }],
  [
    "principal 1: sessionTokenExpires is there, and no token",
    { sessionTokenExpires: "2020-01-01" },
  ],
  [
    "principal 1: sessionTokenExpires must be a time as ISO 8601 writes it",
    { sessionToken: "a", sessionTokenExpires: "soon" },
  ],
  ["principal 2: another has the same accessKey", {}],
])("%s", (problem, change) => {
  const read = new Environment({ PRINCIPALS: JSON.stringify([{ ...ann, ...change }, ann]) });
  readPrincipals(read);
  expect(() => read.finish()).toThrow(SettingsError);
  expect(() => read.finish()).toThrow(`PRINCIPALS: ${problem}`);
  expect(() => read.finish()).not.toThrow(SECRET);
});
