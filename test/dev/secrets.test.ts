import { expect, test } from "vitest";
import { Secrets } from "../../src/dev-gateway/secrets.js";

test("a secret of the request is hidden wherever it turns up", () => {
  const secrets = new Secrets();
  secrets.addHeaders(["Authorization", "Bearer abc.def", "Cookie", "a=1; sid=longvalue"]);
  secrets.addQuery("page=2&access_token=to%2Fken9");
  expect(secrets.hide("x abc.def y longvalue z to/ken9 to%2Fken9 page=2")).toBe(
    "x *** y *** z *** *** page=2",
  );
});

test("the password of basic authentication is one", () => {
  const secrets = new Secrets();
  secrets.addHeaders(["authorization", `Basic ${btoa("ann:open sesame")}`]);
  expect(secrets.hide("said open sesame")).toBe("said ***");
});

test("what a signature of Amazon's is made of is none, but the signature is", () => {
  const secrets = new Secrets();
  const header =
    "AWS4-HMAC-SHA256 Credential=AKIA/x, SignedHeaders=host;x-amz-date, Signature=00ff";
  secrets.addHeaders(["Authorization", header]);
  expect(secrets.hide("x-amz-date: 1")).toBe("x-amz-date: 1");
  expect(secrets.hideInHeaders(["Authorization", header])).toEqual([["Authorization", "***"]]);
});

test.each([
  "X-Api-Key",
  "Set-Cookie",
  "X-Auth-Token",
  "X-Amz-Security-Token",
  "Proxy-Authorization",
])("the header %s is hidden whole", (name) => {
  expect(new Secrets().hideInHeaders([name, "v"])).toEqual([[name, "***"]]);
});

test.each(["Content-Type", "Author", "Idempotency-Key", "X-Request-Id"])(
  "the header %s is shown",
  (name) => {
    expect(new Secrets().hideInHeaders([name, "v"])).toEqual([[name, "v"]]);
  },
);

test("bodies are shown without members, and fields, that are called like secrets", () => {
  const secrets = new Secrets();
  expect(secrets.hideInBody('{"user":"ann","passWord" : "p\\"w","pin":1,"tokens":5}')).toBe(
    '{"user":"ann","passWord" : "***","pin":1,"tokens":"***"}',
  );
  expect(secrets.hideInBody('{"password":"cut off in the mid')).toBe('{"password":"***"');
  expect(secrets.hideInBody("user=ann&password=pw&x=1")).toBe("user=ann&password=***&x=1");
});

test("settings that are called like secrets are hidden, others are not", () => {
  const secrets = new Secrets({ PARTNER_KEY: "0123456789", STAGE: "production", SHORT_KEY: "on" });
  const copy = secrets.copy();
  expect(copy.hide("0123456789 production on")).toBe("*** production on");
  copy.add("of one request");
  expect(secrets.hide("of one request")).toBe("of one request");
});
