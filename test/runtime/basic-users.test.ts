import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { basicAuthorizer } from "../../templates/runtime/basic-authorizer.js";
import { readBasicUsers } from "../../templates/runtime/basic-users.js";
import { Environment, SettingsError } from "../../templates/runtime/environment.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { PasswordChecks } from "../../templates/runtime/password-checks.js";
import * as passwords from "../../templates/runtime/password-hash.js";
import { hashPassword, parsePasswordHash } from "../../templates/runtime/password-hash.js";
import { defineScheme } from "../../templates/runtime/security.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

/** As cheap as it may be. */
const CHEAP = { ln: 12, r: 1, p: 1 };

const login = (text: string) => `Authorization: Basic ${Buffer.from(text).toString("base64")}`;

describe("a gateway with users", () => {
  let upstream: StubUpstream;
  let gateway: TestGateway;
  beforeAll(async () => {
    upstream = await startStubUpstream();
    const list = [
      { name: "ann", password: await hashPassword("pa:ss", CHEAP) },
      { name: "bjørn", password: await hashPassword("pässword", CHEAP) },
    ];
    const read = new Environment({ BASIC_USERS: JSON.stringify(list) });
    const users = readBasicUsers(read);
    read.finish();
    const door = defineScheme({ name: "door", type: "http", httpScheme: "basic" });
    gateway = await startGateway({
      family: openApi,
      routes: [
        proxyRoute("GET", "/door", {
          security: [[door()]],
          proxy: {
            headers: ({ context }) => ({ "x-caller": context.authorizer["principalId"] ?? "" }),
          },
        }),
      ],
      stages: {
        authenticate: authenticate({ door: basicAuthorizer({ users, realm: 'A "door" ü' }) }),
      },
      upstreams: [[backend, upstream.url]],
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await upstream.stop();
  });
  beforeEach(() => upstream.forget());

  const send = async (...lines: readonly string[]) => {
    const response = await exchange(gateway.port, head("GET /door", ...lines));
    if (response === undefined) throw new Error("no response");
    return response;
  };

  test.each([
    ["a name and its password", login("ann:pa:ss")],
    ["them again", login("ann:pa:ss")],
    ["the scheme in another case", login("ann:pa:ss").replace("Basic", "bAsIc")],
  ])("lets in %s", async (_what, line) => {
    expect((await send(line)).status).toBe(200);
    expect(heardValues(onlyHeard(upstream), "x-caller")).toEqual(["ann"]);
  });

  test("reads names and passwords as UTF-8, however their accents are written", async () => {
    expect((await send(login("bjørn:pa\u0308ssword"))).status).toBe(200);
  });

  test.each<readonly [string, readonly string[]]>([
    ["nothing", []],
    ["another password", [login("ann:pass")]],
    ["somebody unknown", [login("carl:pa:ss")]],
    ["another's password", [login("bjørn:pa:ss")]],
    ["a name of an object's", [login("constructor:x")]],
    ["no colon", [login("ann")]],
    ["what is no base64", ["Authorization: Basic ann:pa:ss"]],
    ["another scheme", [login("ann:pa:ss").replace("Basic", "Bearer")]],
    ["two logins", [login("ann:pa:ss"), login("ann:pa:ss")]],
  ])("refuses %s, and says what it asks for", async (_what, lines) => {
    const response = await send(...lines);
    expect(response.status).toBe(401);
    expect(valuesOf(response, "www-authenticate")).toEqual([
      'Basic realm="A _door_ _", charset="UTF-8"',
    ]);
    expect(upstream.heard).toEqual([]);
  });
});

describe("trying passwords", () => {
  test("is done once for a right one, and again for a wrong one and for one that changed", async () => {
    const tried = vi.spyOn(passwords, "isPassword");
    const checks = new PasswordChecks();
    const [kept, changed] = await Promise.all([keep("right"), keep("right")]);
    const together = await Promise.all([1, 2, 3].map(() => checks.isRight("ann", "right", kept)));
    expect(together).toEqual([true, true, true]);
    expect(await checks.isRight("ann", "right", kept)).toBe(true);
    expect(await checks.isRight("ann", "wrong", kept)).toBe(false);
    expect(await checks.isRight("ann", "wrong", kept)).toBe(false);
    expect(await checks.isRight("ann", "right", changed)).toBe(true);
    expect(tried).toHaveBeenCalledTimes(4);
  });

  test("of many at once fails those that would wait for too long", async () => {
    const checks = new PasswordChecks();
    const kept = await keep("right");
    const all = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => checks.isRight("ann", `wrong ${index}`, kept)),
    );
    const failed = all.filter(({ status }) => status === "rejected");
    expect(failed).toHaveLength(60 - 2 - 32);
    expect(await checks.isRight("ann", "right", kept)).toBe(true);
  });
});

async function keep(password: string) {
  const kept = parsePasswordHash(await hashPassword(password, CHEAP));
  if (kept === undefined) throw new Error("a hash cannot be read");
  return kept;
}

test("hashes are made with a cost that protects, and a salt of their own", async () => {
  const [one, two] = await Promise.all([hashPassword("same"), hashPassword("same")]);
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z\d+/]{22}\$[A-Za-z\d+/]{43}$/);
  expect(one).not.toBe(two);
});

const HASH = `${"A".repeat(22)}$${"A".repeat(43)}`;

test.each<readonly [problem: string, list: unknown]>([
  ["user 1: name must be a text", [{ password: `$scrypt$ln=15,r=8,p=3$${HASH}` }]],
  ["user 1: name must not have a colon", [{ name: "a:b", password: "x" }]],
  ["user 1: password must be a hash", [{ name: "ann", password: "secret" }]],
  ["user 1: password must be a hash", [{ name: "ann", password: `$scrypt$ln=4,r=8,p=1$${HASH}` }]],
  ["user 1: password must be a hash", [{ name: "ann", password: `$scrypt$ln=30,r=8,p=1$${HASH}` }]],
  ["user 1: password must be a hash", [{ name: "a", password: "$2b$10$abcdefghijklmnopqrstuv" }]],
  [
    "user 2: another has the same name",
    ["a", "a"].map((name) => ({ name, password: `$scrypt$ln=15,r=8,p=3$${HASH}` })),
  ],
])("%s", (problem, list) => {
  const read = new Environment({ BASIC_USERS: JSON.stringify(list) });
  readBasicUsers(read);
  expect(() => read.finish()).toThrow(SettingsError);
  expect(() => read.finish()).toThrow(`BASIC_USERS: ${problem}`);
  expect(() => read.finish()).not.toThrow(/secret/);
});
