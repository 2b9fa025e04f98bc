import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpApi } from "../../../templates/runtime/http-api.js";
import { openApi } from "../../../templates/runtime/openapi-family.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import { bearerJwt } from "../../../templates/runtime/tokens/bearer-jwt.js";
import { httpApiJwt } from "../../../templates/runtime/tokens/http-api-jwt.js";
import { headerToken } from "../../../templates/runtime/tokens/token-source.js";
import { userPools } from "../../../templates/runtime/tokens/user-pools.js";
import { ask, startGuardedGateway } from "../support/guarded-gateway.js";
import type { TestGateway } from "../support/start-gateway.js";
import type { StubIssuer } from "../support/stub-issuer.js";
import { makeToken, startStubIssuer } from "../support/stub-issuer.js";

let issuer: StubIssuer;
let [plain, http, rest, restByAudience]: TestGateway[] = [];
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  issuer = await startStubIssuer();
  const issuers = [issuer.trusted];
  const rules = { issuers, audience: ["app"], algorithms: ["RS256"] as const };
  const token = headerToken("Authorization");
  plain = await startGuardedGateway(openApi, bearerJwt(rules));
  http = await startGuardedGateway(httpApi, httpApiJwt({ ...rules, token }));
  rest = await startGuardedGateway(restApi, userPools({ issuers, token }));
  restByAudience = await startGuardedGateway(
    restApi,
    userPools({ issuers, token, audience: /^(?:app|web)$/ }),
  );
});

afterAll(async () => {
  await Promise.all([plain, http, rest, restByAudience].map((each) => each?.stop()));
  await issuer.stop();
});

function answerTo(gateway: TestGateway | undefined, path: string, said: object) {
  const claims = { iss: issuer.url, aud: "app", sub: "ann", exp: now + 300, ...said };
  if (gateway === undefined) throw new Error("not started");
  return ask(gateway, path, { authorization: `Bearer ${makeToken(claims)}` });
}

describe("a plain document asks for all scopes", () => {
  test.each([
    [{ scope: "read write more" }, 200],
    [{ scp: ["write", "read"] }, 200],
    [{ scope: "read" }, 403],
    [{ scope: "readwrite" }, 403],
    [{ scope: 7 }, 403],
    [{}, 403],
  ])("%j", async (said, status) => {
    expect(await answerTo(plain, "/scoped", said)).toMatchObject({ status });
  });

  test("and says which", async () => {
    expect(await answerTo(plain, "/scoped", {})).toMatchObject({
      challenge: 'Bearer error="insufficient_scope" scope="read write"',
    });
  });
});

describe("an HTTP API asks for any", () => {
  test.each([
    [{ scope: "write more" }, 200],
    [{ scp: "read", scope: "more" }, 200],
    [{ scp: "more", scope: "read" }, 403],
    [{}, 403],
  ])("%j", async (said, status) => {
    expect(await answerTo(http, "/scoped", said)).toMatchObject({ status });
  });

  test("tells functions of a token's scopes only where it asks for some", async () => {
    const said = { scope: "read more", n: 1, ok: true, none: null, groups: ["a", { b: 1 }] };
    const known = await answerTo(http, "/known", said);
    const scoped = await answerTo(http, "/scoped", said);
    const claims = { scope: "read more", n: "1", ok: "true", groups: '[a {"b":1}]', sub: "ann" };
    expect(known.body["authorizer"]).toMatchObject({
      event1: { claims, scopes: null },
      event2: { jwt: { claims, scopes: null } },
    });
    expect(known.body["authorizer"]).not.toHaveProperty("event1.claims.none");
    expect(scoped.body["authorizer"]).toMatchObject({
      event2: { jwt: { claims, scopes: ["read", "more"] } },
    });
  });
});

describe("a REST API asks user pools' tokens", () => {
  test.each([
    ["/known", { token_use: "id" }, 200],
    ["/known", { token_use: "access", scope: "read" }, 401],
    ["/known", {}, 401],
    ["/scoped", { token_use: "access", scope: "write" }, 200],
    ["/scoped", { token_use: "access", scope: "more" }, 401],
    ["/scoped", { token_use: "id", scope: "read" }, 401],
  ])("%s %j", async (path, said, status) => {
    expect(await answerTo(rest, path, said)).toMatchObject({ status });
  });

  test("and says if one is too old", async () => {
    expect(await answerTo(rest, "/known", { token_use: "id", exp: now - 1 })).toMatchObject({
      status: 401,
      body: { message: "The incoming token has expired" },
    });
  });

  test("and matches their audience", async () => {
    const answer = (aud: unknown) => answerTo(restByAudience, "/known", { token_use: "id", aud });
    expect(await answer("web")).toMatchObject({ status: 200 });
    expect(await answer("website")).toMatchObject({ status: 401 });
    expect(await answer(undefined)).toMatchObject({ status: 401 });
  });

  test("and tells claims as texts, times as Java prints them", async () => {
    const exp = Date.UTC(2099, 5, 15, 5, 56, 21) / 1000;
    const said = { token_use: "id", exp, auth_time: 1_781_499_381, "cognito:groups": ["a", "b"] };
    const { body } = await answerTo(rest, "/known", said);
    expect(body["authorizer"]).toMatchObject({
      event1: {
        claims: {
          exp: "Mon Jun 15 05:56:21 UTC 2099",
          auth_time: "1781499381",
          "cognito:groups": "a,b",
        },
      },
    });
  });
});
