import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Family } from "../../templates/runtime/family.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineUpstream } from "../../templates/runtime/upstream.js";
import { backend, filesRoute, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { RawAnswer, RawUpstream } from "./support/raw-upstream.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const bounded = defineUpstream("bounded", {
  pool: { maxHeaderBytes: 2048, maxResponseBytes: 1000 },
});
const refusing = defineUpstream("refusing");
const nameless = defineUpstream("nameless");

/** What an upstream may do before a whole head has come; the gateway says that it broke off. */
const BROKEN: Record<string, RawAnswer> = {
  "a close without a word": (socket) => socket.end(),
  "a reset without a word": (socket) => socket.resetAndDestroy(),
  "a close within the head": (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Le"),
  "a reset within the head": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Le", () => socket.resetAndDestroy());
  },
  garbage: (socket) => socket.end("220 mail.test ESMTP\r\n\r\n"),
  "a status below 100": (socket) => socket.write("HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n"),
  "a status of four digits": (socket) => socket.write("HTTP/1.1 2000 OK\r\n\r\n"),
  "101 that nobody asked for": (socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
  },
  "two Content-Lengths": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc");
  },
  "Content-Length and chunks": (socket) => {
    socket.write(
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    );
  },
  "a header name with a space": (socket) => socket.write("HTTP/1.1 200 OK\r\nX Y: a\r\n\r\n"),
  "a header value with a control character": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nX: a\x01b\r\n\r\n");
  },
  "a head of 40,000 bytes": (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nX: ${"a".repeat(40_000)}\r\nContent-Length: 0\r\n\r\n`);
  },
};

const FAMILIES: readonly (readonly [string, Family, number])[] = [
  ["REST", restApi, 500],
  ["plain OpenAPI", openApi, 502],
];

describe.each(FAMILIES)("%s", (_name, family, status) => {
  let upstream: RawUpstream;
  let gateway: TestGateway;
  beforeAll(async () => {
    upstream = await startRawUpstream();
    const closed = await startRawUpstream();
    await closed.stop();
    const get = { method: "GET" };
    gateway = await startGateway({
      family,
      routes: [
        { ...filesRoute({ timeoutMs: 2000 }), ...get },
        { ...filesRoute({ timeoutMs: 2000 }), operationId: "post", method: "POST" },
        proxyRoute("GET", "/slow", { proxy: { timeoutMs: 100 } }),
        proxyRoute("POST", "/slow", { proxy: { timeoutMs: 100 } }),
        proxyRoute("GET", "/bounded", { proxy: { upstream: bounded } }),
        proxyRoute("POST", "/refused", { proxy: { upstream: refusing } }),
        proxyRoute("POST", "/unknown", { proxy: { upstream: nameless } }),
      ],
      upstreams: [
        [backend, upstream.url],
        [bounded, upstream.url],
        [refusing, closed.url],
        // Reserved by RFC 6761: no resolver knows it.
        [nameless, "http://upstream.invalid"],
      ],
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await upstream.stop();
  });

  function bodyOf(kind: "reached" | "broke off" | "timeout"): string {
    if (family === openApi) {
      const detail = {
        reached: "The upstream could not be reached.",
        "broke off": "The upstream broke off.",
        timeout: "The upstream did not answer in time.",
      }[kind];
      const [title, code] = kind === "timeout" ? ["Gateway Timeout", 504] : ["Bad Gateway", 502];
      return JSON.stringify({ type: "about:blank", title, status: code, detail });
    }
    return {
      reached: '{"message": "Internal server error"}',
      "broke off": '{"message":"Network error communicating with endpoint"}',
      timeout: '{"message":"Endpoint request timed out"}',
    }[kind];
  }

  async function lives(): Promise<void> {
    upstream.answer((socket) => socket.write(OK));
    expect((await exchange(gateway.port, head("GET /files/a")))?.body.toString()).toBe("ok");
  }

  test.each(Object.entries(BROKEN))("%s", async (_case, answer) => {
    upstream.answer(answer);
    const response = await exchange(gateway.port, head("GET /files/a"));
    if (response === undefined) throw new Error("no response");
    expect([response.status, response.body.toString()]).toEqual([status, bodyOf("broke off")]);
    const type = family === restApi ? ["InternalServerErrorException"] : [];
    expect(valuesOf(response, "x-amzn-ErrorType")).toEqual(type);
    await lives();
  });

  test.each(["/refused", "/unknown"])("an upstream that cannot be reached: %s", async (path) => {
    for (const body of ["ab", "a"]) {
      const response = await exchange(
        gateway.port,
        head(`POST ${path}`, "Content-Length: 2") + body,
      );
      expect([response?.status, String(response?.body)]).toEqual([status, bodyOf("reached")]);
    }
    await lives();
  });

  test.each([
    ["GET", head("GET /slow")],
    ["POST with a body half sent", `${head("POST /slow", "Content-Length: 2")}a`],
    ["POST with chunks half sent", `${head("POST /slow", "Transfer-Encoding: chunked")}1\r\na\r\n`],
  ])("no head in time: 504, and the connection is freed: %s", async (_case, bytes) => {
    await expect.poll(() => upstream.open).toBeLessThan(2);
    const before = upstream.open;
    let asked = 0;
    upstream.answer(() => (asked += 1));
    const response = await exchange(gateway.port, bytes);
    expect([response?.status, String(response?.body)]).toEqual([504, bodyOf("timeout")]);
    expect(asked).toBe(1);
    await expect.poll(() => upstream.open).toBeLessThanOrEqual(before);
    await lives();
  });

  test.each<readonly [string, RawAnswer]>([
    ["a close", (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")],
    [
      "a reset",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", () => {
          setTimeout(() => socket.resetAndDestroy(), 20);
        });
      },
    ],
    [
      "a close within chunks",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
    ],
    [
      "a chunk size that is none",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n");
      },
    ],
  ])("%s within the body cuts the client's too", async (_case, answer) => {
    upstream.answer(answer);
    const response = await exchange(gateway.port, head("GET /files/a"));
    expect(response?.complete ?? false).toBe(false);
    await lives();
  });

  test("bytes behind the body are no answer to anybody", async () => {
    upstream.answer((socket) => {
      socket.write(`${OK}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison`);
    });
    expect((await exchange(gateway.port, head("GET /files/a")))?.body.toString()).toBe("ok");
    await lives();
  });

  test("bytes that come once the answer is done are no answer to anybody", async () => {
    let late = () => {};
    upstream.answer((socket) => {
      socket.write(OK);
      late = () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
    });
    expect((await exchange(gateway.port, head("GET /files/a")))?.body.toString()).toBe("ok");
    const before = upstream.open;
    late();
    await expect.poll(() => upstream.open).toBeLessThan(before);
    await lives();
  });

  test("a body longer than it said ends where it should, and so does its connection", async () => {
    await expect.poll(() => upstream.open).toBeLessThan(2);
    const before = upstream.open;
    upstream.answer((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokok"));
    expect((await exchange(gateway.port, head("GET /files/a")))?.body.toString()).toBe("ok");
    await expect.poll(() => upstream.open).toBeLessThanOrEqual(before);
    await lives();
  });

  test("answers that only announce one end, and so does their connection", async () => {
    let hints = 0;
    upstream.answer((socket) => {
      const send = () => {
        hints += 1;
        if (!socket.destroyed) {
          socket.write("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", () => setImmediate(send));
        }
      };
      send();
    });
    const response = await exchange(gateway.port, head("GET /files/a"));
    expect([response?.status, String(response?.body)]).toEqual([status, bodyOf("broke off")]);
    expect(hints).toBeLessThan(1000);
    await lives();
  });

  test.each<readonly [string, RawAnswer]>([
    [
      "headers",
      (socket) => {
        const header = `X: ${"a".repeat(2048)}`;
        socket.write(`HTTP/1.1 200 OK\r\n${header}\r\nContent-Length: 0\r\n\r\n`);
      },
    ],
    [
      "a body",
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n${"a".repeat(1001)}`);
      },
    ],
  ])(
    "%s beyond the upstream's own limit: an error in place of the answer",
    async (_what, answer) => {
      upstream.answer(answer);
      const response = await exchange(gateway.port, head("GET /bounded"));
      expect([response?.status, String(response?.body)]).toEqual([status, bodyOf("broke off")]);
      await lives();
    },
  );

  test("a body that turns out to be beyond the limit is cut, and one of the limit is not", async () => {
    const chunk = `1f4\r\n${"a".repeat(500)}\r\n`;
    const start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    upstream.answer((socket) => socket.write(`${start}${chunk}${chunk}0\r\n\r\n`));
    const whole = await exchange(gateway.port, head("GET /bounded"));
    expect([whole?.complete, whole?.body.length]).toEqual([true, 1000]);
    const before = upstream.open;
    upstream.answer((socket) => {
      socket.write(start + chunk + chunk, () => {
        setTimeout(() => socket.write("1\r\na\r\n0\r\n\r\n"), 20);
      });
    });
    const cut = await exchange(gateway.port, head("GET /bounded"));
    expect([cut?.status, cut?.complete]).toEqual([200, false]);
    await expect.poll(() => upstream.open).toBeLessThan(before);
    await lives();
  });

  test("early hints are left out", async () => {
    upstream.answer((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${OK}`));
    const response = await exchange(gateway.port, head("GET /files/a"));
    expect([response?.status, String(response?.body)]).toEqual([200, "ok"]);
  });
});
