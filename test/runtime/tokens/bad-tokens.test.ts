import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpApi } from "../../../templates/runtime/http-api.js";
import { openApi } from "../../../templates/runtime/openapi-family.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import { bearerJwt } from "../../../templates/runtime/tokens/bearer-jwt.js";
import { httpApiJwt } from "../../../templates/runtime/tokens/http-api-jwt.js";
import { headerToken } from "../../../templates/runtime/tokens/token-source.js";
import { userPools } from "../../../templates/runtime/tokens/user-pools.js";
import type { Algorithm } from "../../../templates/runtime/tokens/verification-key.js";
import { ask, startGuardedGateway } from "../support/guarded-gateway.js";
import { exchange } from "../support/raw-client.js";
import type { TestGateway } from "../support/start-gateway.js";
import type { StubIssuer } from "../support/stub-issuer.js";
import {
  DISCOVERY,
  encode,
  JWKS,
  makeToken,
  publicJwk,
  startStubIssuer,
} from "../support/stub-issuer.js";

let issuer: StubIssuer;
const gateways: Record<string, TestGateway> = {};
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  issuer = await startStubIssuer();
  issuer.has("k1", "k2", "e1");
  const issuers = [issuer.trusted];
  const algorithms: readonly Algorithm[] = ["RS256"];
  const rules = { issuers, audience: ["app"], algorithms };
  const token = headerToken("Authorization");
  gateways["plain"] = await startGuardedGateway(openApi, bearerJwt(rules));
  gateways["http"] = await startGuardedGateway(httpApi, httpApiJwt({ ...rules, token }));
  gateways["rest"] = await startGuardedGateway(restApi, userPools({ issuers, token }));
});

afterAll(async () => {
  await Promise.all([...Object.values(gateways).map((each) => each.stop()), issuer.stop()]);
});

const claims = () => ({
  iss: issuer.url,
  aud: "app",
  sub: "ann",
  iat: now - 10,
  exp: now + 300,
  token_use: "id",
});
const good = () => makeToken(claims());
const changed = (change: object) => makeToken({ ...claims(), ...change });
const inHeader = (header: object) => makeToken(claims(), { header: { ...header } });
/** Another letter in place of one of a part. */
const tampered = (part: number) => {
  const parts = good().split(".");
  const text = parts[part] ?? "";
  parts[part] = text.slice(0, 20) + (text[20] === "A" ? "B" : "A") + text.slice(21);
  return parts.join(".");
};

const BAD: Readonly<Record<string, () => string>> = {
  "no token": () => "",
  "any text": () => "token",
  "algorithm none": () => makeToken(claims(), { signature: "none" }),
  "algorithm None": () => makeToken(claims(), { signature: "none", header: { alg: "None" } }),
  "algorithm none over a good signature": () => inHeader({ alg: "none" }),
  "HS256 with the public key": () => makeToken(claims(), { signature: "HS256" }),
  "RS512, which is not taken": () => makeToken(claims(), { signature: "RS512" }),
  "PS256 with a key for RS256": () => makeToken(claims(), { signature: "PS256" }),
  "ES256, which is not taken": () => makeToken(claims(), { signature: "ES256", key: "e1" }),
  "another key": () => makeToken(claims(), { key: "wrong", header: { kid: "k1" } }),
  "the second key called like the first": () =>
    makeToken(claims(), { key: "k2", header: { kid: "k1" } }),
  "an unknown key": () => inHeader({ kid: "zz" }),
  "no key of several": () => inHeader({ kid: undefined }),
  "a key called __proto__": () => inHeader({ kid: "__proto__" }),
  "a key called constructor": () => inHeader({ kid: "constructor" }),
  "a key without a name": () => inHeader({ kid: "" }),
  "a key that is a number": () => inHeader({ kid: 1 }),
  "an embedded key": () =>
    makeToken(claims(), { key: "wrong", header: { kid: undefined, jwk: publicJwk("wrong") } }),
  "an embedded key called like a known one": () =>
    makeToken(claims(), { key: "wrong", header: { kid: "k1", jwk: publicJwk("wrong", "k1") } }),
  "jku to another server": () =>
    makeToken(claims(), { key: "wrong", header: { jku: "http://127.0.0.1:9/jwks" } }),
  "x5u to another server": () =>
    makeToken(claims(), { key: "wrong", header: { x5u: "http://127.0.0.1:9/x5u" } }),
  "an extension that must be understood": () => inHeader({ crit: ["exp"], exp: now }),
  "no extensions that must be understood": () => inHeader({ crit: [] }),
  "a payload that is not encoded": () => inHeader({ crit: ["b64"], b64: false }),
  expired: () => changed({ exp: now - 60 }),
  "expiry as text": () => changed({ exp: String(now + 300) }),
  "no expiry": () => changed({ exp: undefined }),
  "expiry null": () => changed({ exp: null }),
  "not valid yet": () => changed({ nbf: now + 120 }),
  "validity as text": () => changed({ nbf: "0" }),
  "issued in the future": () => changed({ iat: now + 120 }),
  "another issuer": () => changed({ iss: "https://other.example.com" }),
  "the issuer with a slash": () => changed({ iss: `${issuer.url}/` }),
  issuers: () => changed({ iss: [issuer.url] }),
  "no issuer": () => changed({ iss: undefined }),
  "a tampered header": () => tampered(0),
  "a tampered payload": () => tampered(1),
  "a tampered signature": () => tampered(2),
  "no signature": () => good().split(".").slice(0, 2).join("."),
  "an empty signature": () => `${good().split(".").slice(0, 2).join(".")}.`,
  "four parts": () => `${good()}.AA`,
  padding: () => `${good()}==`,
  "a payload that is no JSON": () => {
    const [header = "", , signature = ""] = good().split(".");
    return [header, encode("{"), signature].join(".");
  },
  "a payload that is null": () => makeToken(null),
  "a payload that is a list": () => makeToken([claims()]),
  dots: () => ".".repeat(4000),
  "two tokens": () => `${good()} ${good()}`,
  "two tokens with a comma": () => `${good()}, ${good()}`,
};

describe.each(["plain", "http", "rest"])("%s", (family) => {
  test.each(Object.entries(BAD))("%s", async (_name, make) => {
    const { status, challenge } = await ask(gateways[family] as TestGateway, "/known", {
      authorization: `Bearer ${make()}`,
    });
    expect(status).toBe(401);
    if (family !== "rest") expect(challenge).toMatch(/^Bearer/);
  });

  test("a good one", async () => {
    const { status, body } = await ask(gateways[family] as TestGateway, "/known", {
      authorization: `Bearer ${good()}`,
    });
    expect(status).toBe(200);
    expect(body["principal"]).toEqual({ principalId: "ann", claims: claims(), scopes: [] });
  });

  test("two headers, one of them good", async () => {
    const { port } = gateways[family] as TestGateway;
    const lines = ["Host: a", `Authorization: Bearer ${good()}`, "Authorization: Bearer x"];
    const answer = await exchange(port, `GET /known HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    expect([400, 401]).toContain(answer?.status);
  });

  test("in the query", async () => {
    const gateway = gateways[family] as TestGateway;
    expect(await ask(gateway, `/known?access_token=${good()}`, {})).toMatchObject({ status: 401 });
  });
});

describe.each(["plain", "http"])("whom a token is for: %s", (family) => {
  test.each([
    ["nobody", { aud: undefined }],
    ["another", { aud: "other" }],
    ["others", { aud: ["a", "b"] }],
    ["an object", { aud: { app: true } }],
    ["a client that is not meant", { aud: "other", client_id: "app" }],
  ])("%s", async (_name, change) => {
    const headers = { authorization: `Bearer ${changed(change)}` };
    expect(await ask(gateways[family] as TestGateway, "/known", headers)).toMatchObject({
      status: 401,
      challenge: expect.stringContaining("the token does not have a valid audience") as string,
    });
  });
});

test("nothing but the issuer's own documents was asked for", () => {
  expect([...new Set(issuer.asked)]).toEqual([DISCOVERY, JWKS]);
});

test("a token of 100 KB is refused without a look at it", async () => {
  const authorize = bearerJwt({ issuers: [], audience: ["app"], algorithms: ["RS256"] });
  const rawHeaders = ["Authorization", `Bearer ${"a.".repeat(50_000)}`];
  const request = {
    incoming: { rawHeaders },
    header: () => rawHeaders[1],
    settings: { logger: { debug: () => {} } },
  };
  const scheme = { name: "orders", type: "http", httpScheme: "bearer" } as const;
  expect(await authorize(request as never, scheme, [])).toMatchObject({ refused: "unauthorized" });
});

test("a plain document takes a token only behind its word", async () => {
  const { plain } = gateways as { plain: TestGateway };
  expect(await ask(plain, "/known", { authorization: good() })).toMatchObject({
    status: 401,
    challenge: "Bearer",
  });
  expect(await ask(plain, "/known", { authorization: `Basic ${good()}` })).toMatchObject({
    status: 401,
  });
});

test("clocks may differ by what is said", async () => {
  const rules = { issuers: [issuer.trusted], audience: ["app"], algorithms: ["RS256"] as const };
  const gateway = await startGuardedGateway(openApi, bearerJwt({ ...rules, clockSkewSeconds: 30 }));
  const statusOf = async (change: object) =>
    (await ask(gateway, "/known", { authorization: `Bearer ${changed(change)}` })).status;
  expect(await statusOf({ exp: now - 20 })).toBe(200);
  expect(await statusOf({ exp: now - 40 })).toBe(401);
  expect(await statusOf({ nbf: now + 20, iat: now + 20 })).toBe(200);
  expect(await statusOf({ nbf: now + 60 })).toBe(401);
  await gateway.stop();
});
