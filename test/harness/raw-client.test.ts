import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { NoAnswer, sendRaw, type RawResponse } from "./raw-client.js";

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Sends a request to a server that says these words, and tells what it read. */
async function exchange(
  words: readonly string[],
  request = { method: "GET", target: "/", headers: [] as [string, string][] },
  body?: string,
): Promise<{ readonly response: RawResponse; readonly received: string }> {
  let received = "";
  const server = createServer((socket: Socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk.toString();
      if (!received.includes("\r\n\r\n")) return;
      void (async () => {
        for (const word of words) {
          socket.write(word);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        socket.end();
      })();
    });
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const { port } = server.address() as AddressInfo;
  return { response: await sendRaw(port, { ...request, body: bytes }), received };
}

const read = async (...words: readonly string[]) => {
  const { response } = await exchange(words);
  return { status: response.status, body: response.body.toString() };
};

test("what is sent is what was said, byte for byte", async () => {
  const { received } = await exchange(
    ["HTTP/1.1 204 No Content\r\n\r\n"],
    {
      method: "PURGE",
      target: "//a b|%zz?q=<>",
      headers: [
        ["tEsT", "1"],
        ["tEsT", "ü"],
      ],
    },
    "body",
  );
  expect(received).toBe("PURGE //a b|%zz?q=<> HTTP/1.1\r\ntEsT: 1\r\ntEsT: ü\r\n\r\nbody");
});

describe("answers end", () => {
  test("at their length", async () => {
    expect(await read("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nte", "xt and more")).toEqual({
      status: 200,
      body: "text",
    });
  });

  test("at the last chunk", async () => {
    const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(await read(head, "3\r\nab", "c\r\nA;x=y\r\n0123456789\r\n0\r\n", "\r\n")).toEqual({
      status: 200,
      body: "abc0123456789",
    });
  });

  test("with the connection, where nothing else says", async () => {
    expect((await read("HTTP/1.1 200 OK\r\n\r\nte", "xt")).body).toBe("text");
  });

  test("with the head, where there can be no body", async () => {
    expect((await read("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n")).body).toBe("");
  });
});

test("interim answers are passed over", async () => {
  const words = ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n"];
  expect((await read(...words)).status).toBe(201);
});

test("every header line is kept", async () => {
  const { response } = await exchange([
    "HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a:  two \r\nContent-Length: 0\r\n\r\n",
  ]);
  expect(response.headers.slice(0, 2)).toEqual([
    ["X-A", "1"],
    ["x-a", "two"],
  ]);
});

test.each([
  ["", "ended"],
  ["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nte", "ended early"],
  ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "no size"],
  ["ICY 200 OK\r\n\r\n", "no HTTP/1.1"],
])("%j is no answer", async (words, why) => {
  const failed = exchange([words]);
  await expect(failed).rejects.toThrow(NoAnswer);
  await expect(failed).rejects.toThrow(why);
});
