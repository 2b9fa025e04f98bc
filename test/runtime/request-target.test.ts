import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Family } from "../../templates/runtime/family.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { backend, filesRoute, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

/** Targets that could mean one thing here and another upstream. Bytes above 7f stand as latin1. */
const REFUSED = [
  "/files/..",
  "/files/.",
  "/files/../a",
  "/files/./a",
  "/files/a/../b",
  "/files/a/..",
  "/../files/a",
  "/files/%2e%2e",
  "/files/%2E%2e/a",
  "/files/.%2e/a",
  "/files/%2e./a",
  "/files/%2e/a",
  "/files/a%2f..%2fb",
  "/files/a%2F..",
  "/files/..%2fa",
  "/files/a%2f%2e%2e%2fb",
  "/files/..;/a",
  "/files/..;x=1/a",
  "/files/.;x/a",
  "/files/%2e%2e;/a",
  "/files/..%3b/a",
  "/files/..%3bx",
  "/files/%00",
  "/files/a%00.txt",
  "/files/a%0d%0aX:%20y",
  "/files/a%0a",
  "/files/a%0d",
  "/files/a%09b",
  "/files/a%7fb",
  "/files/a%1fb",
  "/files/a\\b",
  "/files/..\\a",
  "/files/a%5cb",
  "/files/a%5Cb",
  "/files/%5c..%5ca",
  "/files/a#b",
  "/files/a?b#c",
  "/files/#",
  "/files/%",
  "/files/%2",
  "/files/%zz",
  "/files/%2g",
  "/files/%u002e",
  "/files/%c0%ae%c0%ae/a",
  "/files/%c0%af",
  "/files/%e0%80%af",
  "/files/%ff",
  "/files/%ed%a0%80",
  "/files/%f4%90%80%80",
  "/files/%c3",
  "/files/\xff",
  "/files/\xc3\xa9",
  "/files/a\x01b",
  "/files/a\x00b",
  "/files/a\tb",
  "/files/a\x7fb",
  "/files/a?b=\x01",
  "/files/a?b=\xff",
  "*",
  "files/a",
  "http://gateway.test/files/a",
  "https://elsewhere.test/files/a",
  "//../files/a",
  "gateway.test:80",
  "?a",
];

/** Targets that look dangerous and are not, with what goes upstream. */
const PASSED = [
  ["/files/a", "/base/a"],
  ["/files/...", "/base/..."],
  ["/files/.hidden", "/base/.hidden"],
  ["/files/a..b/..c/d..", "/base/a..b/..c/d.."],
  ["/files/a%2Fb", "/base/a%2Fb"],
  ["/files/a%2fb/c", "/base/a%2Fb/c"],
  ["/files/a%2F%2Fb", "/base/a%2F%2Fb"],
  ["/files/%252e%252e/a", "/base/%252e%252e/a"],
  ["/files/%25zz", "/base/%25zz"],
  ["/files/a%3Fb%23c", "/base/a%3Fb%23c"],
  ["/files/a;b=c", "/base/a%3Bb%3Dc"],
  ["/files/%41~%7E", "/base/A~~"],
  ["/files/%E2%82%AC", "/base/%E2%82%AC"],
  ["/files/a?b=../..&c=%2e%2e/%00", "/base/a?b=../..&c=%2e%2e/%00"],
  ["/files/a?", "/base/a"],
  ["/files/a??b", "/base/a??b"],
  ["/files/http://x", "/base/http%3A//x"],
] as const;

let upstream: StubUpstream;
beforeAll(async () => {
  upstream = await startStubUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => upstream.forget());

const FAMILIES: readonly (readonly [string, Family])[] = [
  ["REST", restApi],
  ["plain OpenAPI", openApi],
];

describe.each(FAMILIES)("%s", (name, family) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    // Plain documents have no greedy parameters of their own; here they route all the same.
    const route = name === "REST" ? filesRoute() : { ...filesRoute(), method: "GET" };
    const root = proxyRoute("GET", "/");
    gateway = await startGateway({
      family,
      routes: [route, root],
      upstreams: [[backend, upstream.url]],
    });
  });
  afterAll(() => gateway.stop());

  test.each(REFUSED)("%j is refused", async (target) => {
    const response = await exchange(gateway.port, head(`GET ${target}`));
    expect(response?.status).toBe(400);
    expect(upstream.begun).toBe(0);
  });

  test.each(PASSED)("%j goes upstream as %j", async (target, expected) => {
    const response = await exchange(gateway.port, head(`GET ${target}`));
    expect(response?.status).toBe(200);
    expect(onlyHeard(upstream).target).toBe(expected);
  });

  test.each(["|", "{", "}"])("a %s in a query is refused where Amazon does", async (mark) => {
    const get = (query: string) => exchange(gateway.port, head(`GET /files/a?b=${query}`));
    expect((await get(mark))?.status).toBe(name === "REST" ? 400 : 200);
    expect((await get(encodeURIComponent(mark)))?.status).toBe(200);
  });

  test("whatever goes upstream stays under the route's own path", async () => {
    await fc.assert(
      fc.asyncProperty(nastyTargets, async (target) => {
        upstream.forget();
        const response = await exchange(gateway.port, head(`GET ${target}`));
        expect([200, 400, 403, 404]).toContain(response?.status);
        expect(upstream.begun).toBe(response?.status === 200 ? 1 : 0);
        const sent = upstream.heard[0]?.target.split("?")[0];
        if (sent === undefined || sent === "/") return;
        expect(sent).toMatch(/^\/base\/[\w\-.~!'()*%/]+$/);
        // oxlint-disable-next-line no-control-regex -- control characters are what must not arrive
        expect(decodeURIComponent(sent)).not.toMatch(/(?:^|\/)\.\.?(?:\/|;|$)|[\0-\x1f\x7f\\]/);
        const rest = (/^\/+files\/([^?]*)/.exec(target)?.[1] ?? "").replace(/\/$/, "");
        const pieces = name === "REST" ? rest : (/^\/files\/([^?]*)/.exec(target)?.[1] ?? "");
        expect(sent.slice("/base/".length).split("/").map(decodeURIComponent)).toEqual(
          pieces.split("/").map(decodeURIComponent),
        );
      }),
      { numRuns: 500 },
    );
  });
});

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("/", "/", "a", "B", ".", "..", "%2e", "%2E%2E", "%2f") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ..."; %5c \\ %00 %0d%0a %25 %252e %c0%ae %e2%82%ac %zz % # ? : @ = & + ~ * \x01 \xe9 // {".split(
        " ",
      ),
    ),
  },
);
const nastyTargets = fc
  .tuple(fc.constantFrom("/files/", "/files/", "//files/", "/files/a/", "/", ""), fc.array(piece))
  .map(([start, pieces]) => start + pieces.join(""))
  .filter((target) => target !== "");
