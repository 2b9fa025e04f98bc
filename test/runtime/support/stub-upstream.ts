import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { portOf } from "./start-gateway.js";

/** A request as it reached an upstream. */
export interface UpstreamHeard {
  readonly method: string;
  /** The request target, byte for byte. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Whether the whole of the body came, as its framing says. */
  readonly complete: boolean;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server that writes down what it hears. */
export interface StubUpstream {
  readonly url: string;
  /** What was heard, in the order in which requests ended. */
  readonly heard: readonly UpstreamHeard[];
  /** Answers that are under way. */
  readonly open: number;
  /** How many requests began, ended or not. */
  readonly begun: number;
  /** Answers from now on by this; undefined goes back to 200 with the text `ok`. */
  answer(by: Answer | undefined): void;
  /** Forgets what was heard. */
  forget(): void;
  stop(): Promise<void>;
}

/** Starts an upstream that takes what Node takes at its most lenient, so that nothing hides. */
export async function startStubUpstream(): Promise<StubUpstream> {
  let heard: UpstreamHeard[] = [];
  let begun = 0;
  let open = 0;
  let answer: Answer | undefined;
  const options = { insecureHTTPParser: true, maxHeaderSize: 1 << 20, keepAliveTimeout: 60_000 };
  const server = createServer(options, (request, response) => {
    begun += 1;
    open += 1;
    response.on("close", () => (open -= 1));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("close", () => {
      heard.push({
        method: request.method ?? "",
        target: request.url ?? "",
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks),
        complete: request.complete,
      });
    });
    // A broken request is written down when it closes.
    request.on("error", () => {});
    if (answer !== undefined) answer(request, response);
    else request.on("end", () => response.end("ok"));
  });
  server.maxHeadersCount = 0;
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    get heard() {
      return heard;
    },
    get open() {
      return open;
    },
    get begun() {
      return begun;
    },
    answer(by) {
      answer = by;
    },
    forget() {
      heard = [];
      begun = 0;
    },
    async stop() {
      const closed = once(server.close(), "close");
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The only request heard. */
export function onlyHeard(upstream: StubUpstream): UpstreamHeard {
  const [first, ...more] = upstream.heard;
  if (first === undefined || more.length > 0) {
    throw new Error(`heard ${upstream.heard.length} requests`);
  }
  return first;
}

/** The values that a header had in what was heard, in order. */
export function heardValues(request: UpstreamHeard, name: string): string[] {
  return request.rawHeaders.filter(
    (_, i, all) => i % 2 === 1 && all[i - 1]?.toLowerCase() === name.toLowerCase(),
  );
}
