import { createPublicKey, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { bodyBytes } from "./case-body.js";
import { rawRequest } from "./case-request.js";
import { caseToken } from "./case-token.js";
import type { CaseRequest, CaseToken, GatewayCase } from "./gateway-case.js";
import { issuerKey } from "./issuer-keys.js";
import { isObject, parseJson, type Json } from "./json.js";

const CASE: GatewayCase = {
  name: "case",
  features: [],
  spec: {},
  stage: {},
  stageName: "test",
  upstream: [],
  principals: [
    {
      name: "alice",
      accessKey: "AKIDALICE",
      secretKey: "secret",
      accountId: "111111111111",
      userId: "AIDAALICE",
      arn: "arn:aws:iam::111111111111:user/alice",
      policies: [],
      sessionToken: "of-yesterday",
    },
  ],
};
const GET: CaseRequest = { method: "GET", path: "/pets/7", query: {}, headers: {}, body: null };
const NOW = Date.UTC(2015, 7, 30, 12, 36);

function raw(request: Partial<CaseRequest>, stagePrefix = false, given: Partial<GatewayCase> = {}) {
  return rawRequest({ ...CASE, ...given }, { ...GET, ...request }, { stagePrefix, now: NOW });
}

describe("targets", () => {
  test("a query is encoded, a raw one is left alone and wins", () => {
    expect(raw({ query: { "a b": ["1", "ü"] } }).target).toBe("/pets/7?a%20b=1&a%20b=%C3%BC");
    expect(raw({ query: { a: "1" }, rawQuery: "a=%zz&&b" }).target).toBe("/pets/7?a=%zz&&b");
  });

  test("the stage stands in front where the gateway knows of it", () => {
    expect(raw({}, true).target).toBe("/test/pets/7");
    expect(raw({ stage: "prod" }, true).target).toBe("/prod/pets/7");
    expect(raw({}, true, { api: "HTTP", stageName: "$default" }).target).toBe("/pets/7");
    expect(raw({}, true, { api: "HTTP" }).target).toBe("/test/pets/7");
  });

  test("a raw target is all of it, the stage included", () => {
    expect(raw({ rawTarget: "/test//a" }, true).target).toBe("/test//a");
    expect(raw({ rawTarget: "/test//a" }).target).toBe("//a");
    expect(raw({ rawTarget: "/other/a" }).target).toBe("/other/a");
    const named = { api: "HTTP", stageName: "$default" } as const;
    expect(raw({ rawTarget: "/prod/a" }, false, named).target).toBe("/prod/a");
  });
});

test("nothing is added but the host, and the length of a body", () => {
  const host = ["Host", "abcdef1234.execute-api.us-east-1.amazonaws.com"];
  expect(raw({}).headers).toEqual([host]);
  expect(raw({ body: "" }).headers).toEqual([host, ["Content-Length", "0"]]);
  expect(raw({ headers: { h: ["a", "b"] }, body: "ü" }).headers).toEqual([
    host,
    ["h", "a"],
    ["h", "b"],
    ["Content-Length", "2"],
  ]);
});

test("bodies come in several forms", () => {
  expect(bodyBytes({ body: null })).toBeUndefined();
  expect(bodyBytes({ bodyBase64: "/wA=" })).toEqual(Buffer.from([0xff, 0]));
  expect(bodyBytes({ bodyRepeat: { text: "ab", bytes: 5 } })?.toString()).toBe("ababa");
  const coded = (coding: string) => bodyBytes({ bodyEncoded: { text: "text", coding } });
  expect(coded("identity")?.toString()).toBe("text");
  expect(coded("gzip")?.subarray(0, -8)).toEqual(coded("gzip-truncated"));
  expect(coded("deflate")?.[0]).toBe(0x78);
  expect(() => coded("br")).toThrow("br");
});

describe("signatures", () => {
  const sigv4 = { principal: "alice", service: "execute-api", region: "us-east-1" } as const;
  const header = (request: ReturnType<typeof raw>, name: string) =>
    request.headers.find(([each]) => each === name)?.[1] ?? "";

  test("are made by a principal, at the client's clock", () => {
    const signed = raw({ sigv4: { ...sigv4, clockSkew: -600 } });
    expect(header(signed, "Authorization")).toContain("Credential=AKIDALICE/20150830/us-east-1/");
    expect(header(signed, "X-Amz-Date")).toBe("20150830T122600Z");
    expect(header(signed, "X-Amz-Security-Token")).toBe("");
    const expired = raw({ sigv4: { ...sigv4, sessionToken: "expired" } });
    expect(header(expired, "X-Amz-Security-Token")).toBe("of-yesterday");
  });

  test("are tampered with after they were made", () => {
    const good = raw({ rawQuery: "a=1", body: "x", sigv4 });
    const tampered = (tamper: "signature" | "body" | "path" | "query") =>
      raw({ rawQuery: "a=1", body: "x", sigv4: { ...sigv4, tamper } });
    const authorization = header(good, "Authorization");
    expect(header(tampered("signature"), "Authorization")).not.toBe(authorization);
    expect(header(tampered("signature"), "Authorization")).toHaveLength(authorization.length);
    for (const tamper of ["body", "path", "query"] as const) {
      expect(header(tampered(tamper), "Authorization")).toBe(authorization);
    }
    expect(tampered("body").body?.toString()).toBe(" ");
    expect(tampered("path").target).toBe("/pets/8?a=1");
    expect(tampered("query").target).toBe("/pets/7?a=2");
  });
});

describe("tokens", () => {
  const token: CaseToken = {
    in: "header",
    name: "Authorization",
    prefix: "Bearer ",
    alg: "RS256",
    header: { kid: "k1" },
    claims: { sub: "me", exp: "+300", iat: "-10", n: null },
    sign: "k1",
  };
  const parts = (given: Partial<CaseToken>) => caseToken({ ...token, ...given }, NOW).split(".");
  const read = (part: string | undefined): Json =>
    parseJson(Buffer.from(part ?? "", "base64url").toString()) ?? null;
  const isSigned = ([head, claims, signature]: readonly string[], key: string) =>
    verify(
      "sha256",
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey(issuerKey(key)), dsaEncoding: "ieee-p1363" },
      Buffer.from(signature ?? "", "base64url"),
    );

  test("hold times that count from now", () => {
    const [head, claims] = parts({});
    expect(read(head)).toEqual({ alg: "RS256", kid: "k1" });
    expect(read(claims)).toEqual({ sub: "me", exp: 1440938460, iat: 1440938150, n: null });
  });

  test("are signed as the case says", () => {
    expect(isSigned(parts({}), "k1")).toBe(true);
    expect(isSigned(parts({ sign: "wrong" }), "k1")).toBe(false);
    expect(isSigned(parts({ alg: "ES256", sign: "e1" }), "e1")).toBe(true);
    expect(parts({ alg: "none", sign: "none" })[2]).toBe("");
    expect(parts({ alg: "HS256", sign: "k1-public-pem-as-secret" })[2]).toHaveLength(43);
  });

  test("are tampered with after that", () => {
    expect(parts({ tamper: "strip-signature" })[2]).toBe("");
    const changed = parts({ tamper: "payload" });
    expect(isSigned(changed, "k1")).toBe(false);
    const claims = read(changed[1]);
    expect(isObject(claims) && claims["sub"]).not.toBe("me");
  });

  test("stand in a header or in the query", () => {
    expect(raw({ jwt: token }).headers.at(-1)?.[1]).toMatch(/^Bearer ey/);
    const inQuery = raw({ jwt: { ...token, in: "query", name: "t", prefix: "" }, rawQuery: "a=1" });
    expect(inQuery.target).toMatch(/^\/pets\/7\?a=1&t=ey/);
  });
});
