import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What an upstream was asked. */
export interface AskedRequest {
  /** Method, path and query: `GET /pets?limit=1`. */
  readonly request: string;
  /** JSON, if it was any; absent where there was none. */
  readonly body?: unknown;
}

/** A server that answers as a test tells it, and keeps what it was asked last. */
export interface StubUpstream {
  readonly url: string;
  /** Undefined unless it was asked since the test told it what to answer. */
  readonly asked: AskedRequest | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Tells it what to answer from now on. */
  answers(status: number, body?: unknown, mediaType?: string): void;
  close(): void;
}

/** Starts a stub on a port of its own. */
export async function startUpstream(): Promise<StubUpstream> {
  let answer: { status: number; body: unknown; mediaType: string } | undefined;
  let asked: AskedRequest | undefined;
  let headers: IncomingHttpHeaders = {};
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    asked = {
      request: `${request.method} ${request.url}`,
      ...(text !== "" && { body: parsed(text) }),
    };
    headers = request.headers;
    const { status = 500, body, mediaType } = answer ?? {};
    if (body === undefined) response.writeHead(status).end();
    else response.writeHead(status, { "content-type": mediaType }).end(JSON.stringify(body));
  });
  // Tests that end early don't wait for it.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get asked() {
      return asked;
    },
    get headers() {
      return headers;
    },
    answers(status, body, mediaType = "application/json") {
      answer = { status, body, mediaType };
      asked = undefined;
      headers = {};
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
