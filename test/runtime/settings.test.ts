import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { Environment, SettingsError } from "../../templates/runtime/environment.js";
import { readServerSettings } from "../../templates/runtime/server-settings.js";
import { startGateway } from "./support/start-gateway.js";

type Variables = Readonly<Record<string, string>>;

function problemsOf(variables: Variables, more: (read: Environment) => void = () => {}) {
  const read = new Environment(variables);
  readServerSettings(read);
  more(read);
  try {
    read.finish();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  return undefined;
}

test("every variable has a default", () => {
  const read = new Environment({});
  const settings = readServerSettings(read);
  read.finish();
  expect({ ...settings, trusts: settings.trusts("127.0.0.1") }).toEqual({
    host: "0.0.0.0",
    workers: 1,
    port: 8080,
    adminHost: "127.0.0.1",
    adminPort: 8081,
    tls: undefined,
    logLevel: "info",
    drainDelayMs: 5000,
    drainTimeoutMs: 30_000,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
    writeTimeoutMs: 30_000,
    keepAliveTimeoutMs: 65_000,
    stage: "prod",
    stagePrefix: false,
    apiId: "local",
    accountId: "000000000000",
    region: "us-east-1",
    trusts: false,
  });
});

const SECRET = "s3cr3t";

test.each<readonly [string, Variables]>([
  ["PORT must be an integer 0 to 65535", { PORT: SECRET }],
  ["PORT must be an integer 0 to 65535", { PORT: "65536" }],
  ["PORT must be an integer 0 to 65535", { PORT: "-1" }],
  ["PORT must be an integer 0 to 65535", { PORT: "80.5" }],
  ["ADMIN_PORT must be an integer 0 to 65535", { ADMIN_PORT: "0x50" }],
  [
    "LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent",
    { LOG_LEVEL: SECRET },
  ],
  ["DRAIN_DELAY must be a number of seconds, at most 3600", { DRAIN_DELAY: SECRET }],
  ["DRAIN_TIMEOUT must be a number of seconds, at most 3600", { DRAIN_TIMEOUT: "3601" }],
  ...["HEADERS_TIMEOUT", "REQUEST_TIMEOUT", "KEEP_ALIVE_TIMEOUT", "WRITE_TIMEOUT"].flatMap((name) =>
    ["0", "0.0004", "1e3", "30s", "-5", "3600.1"].map((value): readonly [string, Variables] => [
      `${name} must be a number of seconds, more than 0 and at most 3600`,
      { [name]: value },
    ]),
  ),
  ...[{ REQUEST_TIMEOUT: "5" }, { HEADERS_TIMEOUT: "31" }].map(
    (variables): readonly [string, Variables] => [
      "REQUEST_TIMEOUT must not be less than HEADERS_TIMEOUT, which is 10 unless set",
      variables,
    ],
  ),
  ["TLS_KEY_FILE is not set, while TLS_CERT_FILE is", { TLS_CERT_FILE: SECRET }],
  ["TLS_CERT_FILE is not set, while TLS_KEY_FILE is", { TLS_KEY_FILE: SECRET }],
  ...[
    SECRET,
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/x",
    "::1/129",
    "10.0.0",
    "1.1.1.1/8/8",
    "1.1.1.1,",
  ].map((value): readonly [string, Variables] => [
    "TRUSTED_PROXIES must be addresses or CIDR blocks, separated by commas",
    { TRUSTED_PROXIES: value },
  ]),
])("%s: %j", (problem, variables) => {
  const error = problemsOf(variables);
  expect(error?.problems).toEqual([problem]);
  expect(error?.message).not.toContain(SECRET);
});

test("all problems are told at once", () => {
  const error = problemsOf(
    { PORT: "x", LOG_LEVEL: "x", DRAIN_DELAY: "x", TLS_CERT_FILE: "x", TRUSTED_PROXIES: "x" },
    (read) => {
      read.baseUrl("BACKEND_URL");
      read.text("API_SECRET");
    },
  );
  expect(error?.problems.map((problem) => problem.split(" ")[0])).toEqual([
    "PORT",
    "TLS_KEY_FILE",
    "LOG_LEVEL",
    "DRAIN_DELAY",
    "TRUSTED_PROXIES",
    "BACKEND_URL",
    "API_SECRET",
  ]);
  expect(error?.message.split("\n")).toHaveLength(9);
  expect(error?.message).toContain(".env.example");
});

test("an empty variable counts as not set", () => {
  expect(problemsOf({ PORT: "", TLS_CERT_FILE: "", TRUSTED_PROXIES: "" })).toBeUndefined();
});

test("a server can be made with any timeouts that are read", async () => {
  const environment = { HEADERS_TIMEOUT: "1.0005", REQUEST_TIMEOUT: "1.0005", DRAIN_DELAY: "0" };
  const gateway = await startGateway({ routes: [], environment });
  await gateway.stop();
});

test.each([
  ["not a URL", "must be an http or https URL"],
  ["backend.test", "must be an http or https URL"],
  ["ftp://backend.test", "must be an http or https URL"],
  ["javascript:alert(1)", "must be an http or https URL"],
  ["http://user@backend.test", "must have no credentials, query or fragment"],
  ["http://user:pass@backend.test", "must have no credentials, query or fragment"],
  ["http://backend.test?a=b", "must have no credentials, query or fragment"],
  ["http://backend.test#a", "must have no credentials, query or fragment"],
])("a base URL %s %s", (value, problem) => {
  const error = problemsOf({ BACKEND_URL: value }, (read) => read.baseUrl("BACKEND_URL"));
  expect(error?.problems).toEqual([`BACKEND_URL ${problem}`]);
});

test.each<readonly [string, string | undefined, boolean]>([
  ["10.0.0.0/8", "10.255.0.1", true],
  ["10.0.0.0/8", "11.0.0.1", false],
  ["10.0.0.0/8", "::ffff:10.0.0.1", true],
  ["192.0.2.7", "192.0.2.7", true],
  ["192.0.2.7", "192.0.2.8", false],
  ["2001:db8::/32", "2001:db8:1::1", true],
  ["2001:db8::/32", "2001:db9::1", false],
  ["10.0.0.0/8, ::1", "::1", true],
  ["0.0.0.0/0", "203.0.113.9", true],
  ["0.0.0.0/0", "2001:db8::1", false],
  ["0.0.0.0/0", "unknown", false],
  ["0.0.0.0/0", undefined, false],
])("TRUSTED_PROXIES=%s trusts %s: %s", (value, address, expected) => {
  const read = new Environment({ TRUSTED_PROXIES: value });
  const settings = readServerSettings(read);
  read.finish();
  expect(settings.trusts(address)).toBe(expected);
});

test.for([
  ["3", 3],
  ["auto", availableParallelism()],
] as const)("WORKERS=%s", ([value, workers]) => {
  const read = new Environment({ WORKERS: value });
  expect(readServerSettings(read).workers).toBe(workers);
  read.finish();
});

test.for(["0", "1025", "-1", "many", "1.5"])("WORKERS=%s is none", (value) => {
  const read = new Environment({ WORKERS: value });
  readServerSettings(read);
  expect(() => read.finish()).toThrow("WORKERS must be auto or an integer 1 to 1024");
});
