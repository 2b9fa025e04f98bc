/** A response as it came over the wire, its body freed of framing. */
export interface RawResponse {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** False when the connection closed before the framing was satisfied. */
  readonly complete: boolean;
}

/** The values of a response's header, in order. */
export function valuesOf(response: RawResponse, name: string): string[] {
  return response.rawHeaders.filter(
    (_, i, all) => i % 2 === 1 && all[i - 1]?.toLowerCase() === name.toLowerCase(),
  );
}

/** A response cut off the front of what was received, and how many bytes it took. */
export interface CutResponse {
  readonly response: RawResponse;
  readonly bytes: number;
}

/**
 * Cuts the first response off received bytes.
 * @param method of the request, for what has no body
 * @param closed whether nothing more will come
 * @returns undefined while the response is not whole
 */
export function cutResponse(
  received: Buffer,
  method: string,
  closed: boolean,
): CutResponse | undefined {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const [statusLine = "", ...lines] = received.toString("latin1", 0, headEnd).split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1] ?? Number.NaN);
  const rawHeaders = lines.flatMap((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const head = { status, rawHeaders };
  const start = headEnd + 4;
  const whole = (body: Buffer, bytes: number, complete = true) => ({
    response: { ...head, body, complete },
    bytes,
  });
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) {
    return whole(Buffer.alloc(0), start);
  }
  const value = (name: string) => valuesOf({ ...head, body: received, complete: true }, name)[0];
  const rest = received.subarray(start);
  if (value("transfer-encoding") === "chunked") {
    const { body, bytes } = cutChunks(rest);
    if (bytes !== undefined) return whole(body, start + bytes);
    return closed ? whole(body, received.length, false) : undefined;
  }
  const length = value("content-length");
  if (length !== undefined && rest.length >= Number(length)) {
    return whole(rest.subarray(0, Number(length)), start + Number(length));
  }
  if (!closed) return undefined;
  return whole(rest, received.length, length === undefined);
}

/** Cuts chunks off the front; `bytes` is undefined while the last one has not come. */
function cutChunks(rest: Buffer): { readonly body: Buffer; readonly bytes: number | undefined } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd === -1) break;
    const size = Number.parseInt(rest.toString("latin1", at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (rest.length < next) break;
    if (size === 0) return { body: Buffer.concat(chunks), bytes: next };
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
  return { body: Buffer.concat(chunks), bytes: undefined };
}
