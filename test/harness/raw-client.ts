import { connect, type Socket } from "node:net";

/** A request as it stands on the wire; nothing is added to it. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer | undefined;
}

export type HeaderLine = readonly [name: string, value: string];

export interface RawResponse {
  readonly status: number;
  /** Every line, in the order in which they came. */
  readonly headers: readonly HeaderLine[];
  /** Without the transfer coding; a content coding is still on. */
  readonly body: Buffer;
}

/** No answer, or one that is not HTTP/1.1. */
export class NoAnswer extends Error {}

const ANSWER_WITHIN_MS = 10_000;

/** Sends one request over a connection of its own, and reads its answer. */
export function sendRaw(port: number, request: RawRequest): Promise<RawResponse> {
  const { method, target, headers, body } = request;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const socket = connect(port, "127.0.0.1");
  socket.write(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`);
  if (body !== undefined && body.length > 0) socket.write(body);
  return readAnswer(socket, method);
}

function readAnswer(socket: Socket, method: string): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const end = (why?: string) => {
      clearTimeout(timer);
      socket.destroy();
      if (why !== undefined) {
        const text = received.subarray(0, 200).toString();
        reject(new NoAnswer(`${why}${text === "" ? "" : ` after ${JSON.stringify(text)}`}`));
      }
    };
    const timer = setTimeout(() => end("no answer in time"), ANSWER_WITHIN_MS);
    const tryToRead = (closed: boolean) => {
      const answer = parseAnswer(received, method, closed);
      if (typeof answer === "string") end(answer);
      else if (answer !== undefined) {
        end();
        resolve(answer);
      } else if (closed) end("the connection ended early");
    };
    let failed: Error | undefined;
    // A server may answer and close before it has read everything; what it said counts.
    socket.on("error", (error) => {
      failed = error;
    });
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      tryToRead(false);
    });
    socket.on("end", () => tryToRead(true));
    socket.on("close", () => end(failed?.message ?? "the connection ended"));
  });
}

/** @returns undefined if there is more to come, a text if it is no HTTP */
function parseAnswer(
  bytes: Buffer,
  method: string,
  closed: boolean,
): RawResponse | string | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString().split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first)?.[1]);
  if (Number.isNaN(status)) return "the answer is no HTTP/1.1";
  const rest = bytes.subarray(end + 4);
  if (status < 200) return parseAnswer(rest, method, closed);
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const valueOf = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  const answer = (body: Buffer | string | undefined) =>
    typeof body === "object" ? { status, headers, body } : body;
  if (method === "HEAD" || status === 204 || status === 304) return answer(Buffer.alloc(0));
  if (valueOf("transfer-encoding")?.toLowerCase() === "chunked") return answer(unchunk(rest));
  const length = valueOf("content-length");
  if (length === undefined) return closed ? answer(rest) : undefined;
  return rest.length < Number(length) ? undefined : answer(rest.subarray(0, Number(length)));
}

function unchunk(bytes: Buffer): Buffer | string | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, line).toString(), 16);
    if (Number.isNaN(size)) return "a chunk has no size";
    const end = line + 2 + size;
    if (size === 0) return bytes.length >= end + 2 ? Buffer.concat(chunks) : undefined;
    if (bytes.length < end + 2) return undefined;
    chunks.push(bytes.subarray(line + 2, end));
    at = end + 2;
  }
}
