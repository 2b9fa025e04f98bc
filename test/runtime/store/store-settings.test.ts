import { expect, test } from "vitest";
import { Environment, SettingsError } from "../../../templates/runtime/environment.js";
import { readStoreSettings } from "../../../templates/runtime/store/store-settings.js";

type Variables = Readonly<Record<string, string>>;

function read(variables: Variables, usual = {}) {
  const environment = new Environment(variables);
  const settings = readStoreSettings(environment, usual);
  environment.finish();
  return settings;
}

test("a gateway stands alone unless it is told where Redis is", () => {
  expect(read({})).toEqual({
    redis: undefined,
    maxBytes: 64 * 1024 * 1024,
    localShare: 1,
    onFailure: { throttle: "local", quota: "local" },
  });
});

test("what the document says holds, unless the environment says another", () => {
  const usual = { localShare: 0.5, onFailure: { quota: "closed" } };
  const onFailure = { throttle: "local", quota: "closed" };
  expect(read({}, usual)).toMatchObject({ localShare: 0.5, onFailure });
  expect(read({ STORE_LOCAL_SHARE: "0.25" }, usual)).toMatchObject({ localShare: 0.25, onFailure });
});

test.each<Variables>([
  { REDIS_URL: "redis://localhost" },
  { REDIS_URL: "redis://:p%40ss@[::1]:6380/3" },
  { REDIS_URL: "rediss://user:pass@cache.example.com:6379", REDIS_CA_FILE: "ca.pem" },
  { REDIS_URL: "rediss://cache.example.com", REDIS_CLUSTER: "on" },
])("%j can be used", (variables) => {
  expect(read(variables).redis).toEqual({
    url: variables["REDIS_URL"],
    cluster: variables["REDIS_CLUSTER"] === "on",
    caFile: variables["REDIS_CA_FILE"],
  });
});

const URL_PROBLEM = "REDIS_URL must be a URL as redis://HOST:PORT, or rediss:// for TLS";

test.each<[string, Variables]>([
  [URL_PROBLEM, { REDIS_URL: "s3cr3t" }],
  [URL_PROBLEM, { REDIS_URL: "https://:s3cr3t@localhost" }],
  [URL_PROBLEM, { REDIS_URL: "redis://:s3cr3t%ff@localhost" }],
  [URL_PROBLEM, { REDIS_URL: "redis://:s3cr3t@localhost/name" }],
  ["REDIS_CLUSTER must be one of off, on", { REDIS_CLUSTER: "yes" }],
  ["REDIS_URL is not set, while REDIS_CLUSTER is on", { REDIS_CLUSTER: "on" }],
  ["REDIS_URL is not set, while REDIS_CA_FILE is", { REDIS_CA_FILE: "ca.pem" }],
  [
    "REDIS_URL must begin with rediss:// where REDIS_CA_FILE is set",
    { REDIS_URL: "redis://:s3cr3t@localhost", REDIS_CA_FILE: "ca.pem" },
  ],
  [
    "REDIS_URL must name no database where REDIS_CLUSTER is on",
    { REDIS_URL: "redis://:s3cr3t@localhost/1", REDIS_CLUSTER: "on" },
  ],
  ["STORE_LOCAL_SHARE must be a number 0 to 1", { STORE_LOCAL_SHARE: "1.5" }],
  ["STORE_LOCAL_SHARE must be a number 0 to 1", { STORE_LOCAL_SHARE: "-1" }],
  ["STORE_LOCAL_SHARE must be a number 0 to 1", { STORE_LOCAL_SHARE: "half" }],
])("%s: %j", (problem, variables) => {
  let thrown: unknown;
  try {
    read(variables);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SettingsError);
  expect((thrown as SettingsError).problems).toEqual([problem]);
  expect(String(thrown)).not.toContain("s3cr3t");
});
