import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { httpApi } from "../../../templates/runtime/http-api.js";
import { openApi } from "../../../templates/runtime/openapi-family.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import { bearerJwt } from "../../../templates/runtime/tokens/bearer-jwt.js";
import { httpApiJwt } from "../../../templates/runtime/tokens/http-api-jwt.js";
import { KeySet } from "../../../templates/runtime/tokens/key-set.js";
import { headerToken } from "../../../templates/runtime/tokens/token-source.js";
import { userPools } from "../../../templates/runtime/tokens/user-pools.js";
import type { TrustedIssuer } from "../../../templates/runtime/tokens/token-settings.js";
import { ask, startGuardedGateway } from "../support/guarded-gateway.js";
import type { StubIssuer } from "../support/stub-issuer.js";
import {
  DISCOVERY,
  JWKS,
  makeToken,
  publicJwk,
  sendJson,
  startStubIssuer,
} from "../support/stub-issuer.js";

let issuer: StubIssuer;
const warnings: unknown[] = [];
const logger = {
  warn: (said: unknown) => warnings.push(said),
  debug: () => {},
} as unknown as Logger;

beforeAll(async () => {
  issuer = await startStubIssuer();
});
afterAll(() => issuer.stop());
beforeEach(() => {
  issuer.forget();
  warnings.splice(0);
});
afterEach(() => vi.restoreAllMocks());

const keySet = (trusted: Partial<TrustedIssuer> = {}) =>
  new KeySet({ ...issuer.trusted, ...trusted }, ["RS256", "ES256"]);

type Respond = (request: IncomingMessage, response: ServerResponse) => void;
const json =
  (value: unknown): Respond =>
  (_request, response) =>
    sendJson(response, value);
const manyKeys = (count: number) =>
  Array.from({ length: count }, (_, index) => publicJwk("k1", index === 0 ? "k1" : `x${index}`));

/** What no issuer should do. */
const FAULTS: Readonly<Record<string, readonly [path: string, respond: Respond]>> = {
  "keys with another status": [JWKS, (_, response) => response.writeHead(500).end()],
  "keys elsewhere": [
    JWKS,
    (_, response) => response.writeHead(302, { location: `${issuer.url}/moved` }).end(),
  ],
  "keys that are no JSON": [JWKS, (_, response) => response.end("<html>")],
  "keys that are null": [JWKS, json(null)],
  "keys that are a list": [JWKS, json([publicJwk("k1")])],
  "no keys": [JWKS, json({})],
  "keys by name": [JWKS, json({ keys: { k1: publicJwk("k1") } })],
  "10 MB": [JWKS, (_, response) => response.end(`{"keys":[],"x":"${"x".repeat(10_485_760)}"}`)],
  "10,000 keys": [JWKS, json({ keys: manyKeys(10_000) })],
  "more keys than anybody has": [JWKS, json({ keys: manyKeys(101) })],
  "a connection that breaks": [JWKS, (request) => request.socket.destroy()],
  "half an answer": [
    JWKS,
    (request, response) => {
      response.writeHead(200, { "content-length": 1000 }).write('{"keys":');
      setTimeout(() => request.socket.destroy(), 20);
    },
  ],
  "no discovery document": [DISCOVERY, (_, response) => response.writeHead(404).end()],
  "another issuer's document": [
    DISCOVERY,
    (_, response) =>
      sendJson(response, { issuer: "https://other.example.com", jwks_uri: issuer.url + JWKS }),
  ],
  "a document without keys": [
    DISCOVERY,
    (_, response) => sendJson(response, { issuer: issuer.url }),
  ],
  "keys in a file": [
    DISCOVERY,
    (_, response) => sendJson(response, { issuer: issuer.url, jwks_uri: "file:///etc/passwd" }),
  ],
};

describe("an issuer that answers wrongly lets nobody in", () => {
  test.each(Object.entries(FAULTS))("%s", async (_name, [path, respond]) => {
    issuer.answers(path, respond);
    await expect(keySet().find("k1", logger)).rejects.toThrow();
    expect(warnings).toEqual([
      {
        issuer: issuer.url,
        source: path === JWKS ? "keys" : "discovery",
        reason: expect.any(String) as string,
      },
    ]);
  });

  test("and one that says nothing, in bounded time", async () => {
    issuer.answers(JWKS, () => {});
    await expect(keySet().find("k1", logger)).rejects.toThrow(/timeout|aborted/i);
  });

  test("and one that begins to say something", async () => {
    issuer.answers(JWKS, (_, response) => response.writeHead(200).write('{"keys":'));
    await expect(keySet().find("k1", logger)).rejects.toThrow(/timeout|aborted/i);
  });

  test("and one that cannot be reached without TLS though it should", async () => {
    const insecure = json({ issuer: issuer.url, jwks_uri: issuer.url + JWKS });
    issuer.answers(DISCOVERY, insecure);
    await expect(keySet({ insecure: false }).find("k1", logger)).rejects.toThrow("not safe");
  });
});

describe("keys that are none of those that check signatures are left out", () => {
  test.each<readonly [string, object]>([
    ["for encryption", { use: "enc" }],
    ["for other operations", { key_ops: ["encrypt"] }],
    ["for an algorithm that is not taken", { alg: "RS512" }],
    ["for the other kind's algorithm", { alg: "ES256" }],
    ["of 1,024 bits", { n: "x".repeat(171) }],
    ["of 100,000 bits", { n: "x".repeat(16_667) }],
    ["with a large exponent", { e: "x".repeat(342) }],
    ["symmetric", { kty: "oct", k: "c2VjcmV0" }],
    ["without a name that is text", { kid: 1 }],
  ])("%s", async (_name, change) => {
    issuer.answers(JWKS, json({ keys: [{ ...publicJwk("k1"), ...change }, publicJwk("k2"), 7] }));
    const keys = keySet();
    expect(await keys.find("k1", logger)).toBeUndefined();
    expect(await keys.find("k2", logger)).toBeDefined();
  });

  test("of two with one name the first counts", async () => {
    issuer.answers(JWKS, json({ keys: [publicJwk("k1", "k"), publicJwk("e1", "k")] }));
    expect((await keySet().find("k", logger))?.algorithms).toEqual(["RS256"]);
  });

  test("a token need not name the only one", async () => {
    expect(await keySet().find(undefined, logger)).toBeDefined();
    issuer.has("k1", "k2");
    expect(await keySet().find(undefined, logger)).toBeUndefined();
  });
});

describe("keys are asked for", () => {
  const MINUTE = 60_000;

  let ahead = 0;
  const now = performance.now.bind(performance);

  beforeEach(() => {
    ahead = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now() + ahead);
  });

  test("once for many tokens", async () => {
    const keys = keySet();
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find("k1", logger)));
    expect(new Set(found).size).toBe(1);
    expect(issuer.asked).toEqual([DISCOVERY, JWKS]);
  });

  test("anew for an unknown one, but not for each", async () => {
    const keys = keySet();
    await keys.find("k1", logger);
    issuer.has("k2");
    for (let i = 0; i < 20; i += 1) expect(await keys.find("k2", logger)).toBeUndefined();
    expect(issuer.asked).toHaveLength(2);
    ahead += 11_000;
    expect(await keys.find("k2", logger)).toBeDefined();
    expect(await keys.find("k1", logger)).toBeUndefined();
    expect(issuer.asked).toHaveLength(4);
  });

  test("in the background when they are old, and hold for an hour if nobody answers", async () => {
    const keys = keySet();
    await keys.find("k1", logger);
    issuer.answers(JWKS, (_, response) => response.writeHead(503).end());
    ahead += 6 * MINUTE;
    expect(await keys.find("k1", logger)).toBeDefined();
    await vi.waitFor(() => expect(warnings).toHaveLength(1));
    ahead += 50 * MINUTE;
    expect(await keys.find("k1", logger)).toBeDefined();
    ahead += 5 * MINUTE;
    await expect(keys.find("k1", logger)).rejects.toThrow("503");
  });

  test("again a second after nobody answered", async () => {
    const keys = keySet();
    issuer.answers(JWKS, (_, response) => response.writeHead(503).end());
    await expect(keys.find("k1", logger)).rejects.toThrow();
    const { length } = issuer.asked;
    issuer.forget();
    await expect(keys.find("k1", logger)).rejects.toThrow();
    expect([length, issuer.asked.length]).toEqual([2, 0]);
    ahead += 1100;
    expect(await keys.find("k1", logger)).toBeDefined();
  });
});

describe("a gateway without an issuer's keys refuses", () => {
  const now = Math.floor(Date.now() / 1000);
  const token = headerToken("Authorization");
  const rules = () => ({
    issuers: [issuer.trusted],
    audience: ["app"],
    algorithms: ["RS256"] as const,
  });

  test.each([
    ["plain", openApi, () => bearerJwt(rules()), 500, null],
    [
      "http",
      httpApi,
      () => httpApiJwt({ ...rules(), token }),
      401,
      'Bearer scope="" error="invalid_token" error_description="JWKS communication error"',
    ],
    ["rest", restApi, () => userPools({ issuers: [issuer.trusted], token }), 500, null],
  ] as const)("%s", async (_name, family, authorizer, status, challenge) => {
    issuer.answers(JWKS, (_, response) => response.writeHead(500).end());
    const gateway = await startGuardedGateway(family, authorizer());
    const claims = { iss: issuer.url, aud: "app", sub: "ann", exp: now + 60, token_use: "id" };
    const headers = { authorization: `Bearer ${makeToken(claims)}` };
    expect(await ask(gateway, "/known", headers)).toMatchObject({ status, challenge });
    await gateway.stop();
  });
});
