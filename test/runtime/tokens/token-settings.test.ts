import { describe, expect, test } from "vitest";
import { Environment } from "../../../templates/runtime/environment.js";
import { readIntrospectionSettings } from "../../../templates/runtime/tokens/introspected-token.js";
import { readPoolSettings } from "../../../templates/runtime/tokens/pool-settings.js";
import { readTokenSettings } from "../../../templates/runtime/tokens/token-settings.js";

type Variables = Readonly<Record<string, string>>;

function tokens(issuer: string | undefined, variables: Variables = {}) {
  const read = new Environment(variables);
  const settings = readTokenSettings(read, {
    issuer: issuer === undefined ? ["ORDERS_ISSUER"] : ["ORDERS_ISSUER", issuer],
    audience: ["ORDERS_AUDIENCE", "orders"],
    jwksUrl: ["ORDERS_JWKS_URL"],
  });
  read.finish();
  const [trusted] = settings.issuers;
  return {
    ...settings,
    names: trusted?.names,
    keys: trusted?.keys.href,
    discovered: trusted?.discovered,
  };
}

describe("an issuer", () => {
  test.each([
    ["https://a.example.com", ["https://a.example.com"], "https://a.example.com"],
    ["https://a.example.com/", ["https://a.example.com/"], "https://a.example.com"],
    ["https://a.example.com/t", ["https://a.example.com/t"], "https://a.example.com/t"],
    [
      "https://a.example.com/.well-known/openid-configuration",
      ["https://a.example.com", "https://a.example.com/"],
      "https://a.example.com",
    ],
  ])("%s", (issuer, names, base) => {
    expect(tokens(issuer)).toMatchObject({
      names,
      keys: `${base}/.well-known/openid-configuration`,
      discovered: true,
    });
  });

  test("is another where the environment says so, and so are audience and keys", () => {
    expect(
      tokens("https://a.example.com", {
        ORDERS_ISSUER: "https://b.example.com",
        ORDERS_AUDIENCE: "one, two",
        ORDERS_JWKS_URL: "https://c.example.com/keys",
      }),
    ).toMatchObject({
      names: ["https://b.example.com"],
      keys: "https://c.example.com/keys",
      discovered: false,
      audience: ["one", "two"],
    });
  });

  test("may be no address where the keys have one", () => {
    const variables = { ORDERS_JWKS_URL: "https://c.example.com/keys" };
    expect(tokens("login", variables)).toMatchObject({ names: ["login"] });
    expect(() => tokens("login")).toThrow("ORDERS_ISSUER must be an http or https URL");
  });

  test.each<readonly [string | undefined, Variables, string | undefined]>([
    [undefined, {}, "ORDERS_ISSUER is not set"],
    ["http://a.example.com", {}, "ORDERS_ISSUER must be set if an address without https"],
    ["http://a.example.com", { ORDERS_ISSUER: "http://a.example.com" }, undefined],
    ["https://a.example.com", { ORDERS_JWKS_URL: "http://a.example.com/k" }, undefined],
    ["http://127.0.0.1:8080", {}, undefined],
    ["http://[::1]:8080", {}, undefined],
    ["http://localhost:8080", {}, undefined],
    ["http://127.0.0.1.example.com", {}, "ORDERS_ISSUER must be set"],
    ["https://me:secret@a.example.com", {}, "ORDERS_ISSUER must have no credentials"],
  ])("%s with %j", (issuer, variables, problem) => {
    const reading = () => tokens(issuer, variables);
    if (problem === undefined) expect(reading().names).toHaveLength(1);
    else expect(reading).toThrow(problem);
  });
});

describe("user pools", () => {
  const ARN = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Orders";

  function pools(variables: Variables, usual: readonly string[]) {
    const read = new Environment(variables);
    const { issuers } = readPoolSettings(read, "POOL_USER_POOLS", usual);
    read.finish();
    return issuers.map(({ names, keys }) => [...names, keys.href]);
  }

  const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Orders";

  test("are known by their ARNs", () => {
    const keys = `${ISSUER}/.well-known/jwks.json`;
    expect(pools({}, [ARN])).toEqual([[ISSUER, keys]]);
    expect(pools({ POOL_USER_POOLS: `${ARN}, ${ARN}2` }, [])).toEqual([
      [ISSUER, keys],
      [`${ISSUER}2`, `${ISSUER}2/.well-known/jwks.json`],
    ]);
    const china = ARN.replace("arn:aws:", "arn:aws-cn:");
    expect(pools({}, [china])[0]?.[0]).toContain(".amazonaws.com.cn/");
  });

  test("have their keys elsewhere where the environment says so", () => {
    const endpoint = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://127.0.0.1:9229" };
    expect(pools(endpoint, [ARN])).toEqual([
      [ISSUER, "http://127.0.0.1:9229/eu-west-1_Orders/.well-known/jwks.json"],
    ]);
  });

  test.each(["", "pool", ISSUER, `${ARN}/../x`, "arn:aws:cognito-idp:*:111122223333:userpool/x"])(
    "not %s",
    (arn) => {
      expect(() => pools({}, [arn])).toThrow("POOL_USER_POOLS must be the ARNs of user pools");
    },
  );
});

test("who asks about tokens has an id and a secret", () => {
  const read = new Environment({ OPAQUE_CLIENT_ID: "gateway" });
  readIntrospectionSettings(read, {
    url: ["OPAQUE_INTROSPECTION_URL", "http://login.example.com/introspect"],
    clientId: "OPAQUE_CLIENT_ID",
    clientSecret: "OPAQUE_CLIENT_SECRET",
    audience: ["OPAQUE_AUDIENCE"],
  });
  expect(() => read.finish()).toThrow(
    /OPAQUE_INTROSPECTION_URL must be set if[^]*OPAQUE_CLIENT_SECRET is not set/,
  );
});
