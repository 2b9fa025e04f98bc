/** The most that the body of a kept response may have, as on Amazon API Gateway: 1 MiB. */
export const MAX_KEPT_BYTES = 1_048_576;

/** A response in a store. */
export interface KeptResponse {
  readonly status: number;
  /** Names and values alternating. */
  readonly headers: readonly string[];
  readonly body: Buffer | undefined;
  /** Epoch milliseconds. */
  readonly storedAt: number;
  readonly freshUntil: number;
}

/** Length of the head in four bytes, the head as JSON, the body. */
export function packResponse({ body, ...head }: KeptResponse): Buffer {
  const text = Buffer.from(JSON.stringify({ ...head, hasBody: body !== undefined }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, ...(body === undefined ? [] : [body])]);
}

/** Undefined for what is no packed response: the store is not the gateway's alone. */
export function unpackResponse(bytes: Buffer): KeptResponse | undefined {
  if (bytes.length < 4) return undefined;
  const end = 4 + bytes.readUInt32BE();
  try {
    const head: unknown = JSON.parse(bytes.toString("utf8", 4, end));
    if (!isHead(head)) return undefined;
    const { status, headers, storedAt, freshUntil, hasBody } = head;
    const body = hasBody ? bytes.subarray(end) : undefined;
    return { status, headers, storedAt, freshUntil, body };
  } catch {
    return undefined;
  }
}

interface Head extends Omit<KeptResponse, "body"> {
  readonly hasBody: boolean;
}

function isHead(value: unknown): value is Head {
  if (typeof value !== "object" || value === null || !("headers" in value)) return false;
  const { headers, status, storedAt, freshUntil } = value as Partial<Head>;
  return (
    Array.isArray(headers) &&
    headers.every((each) => typeof each === "string") &&
    [status, storedAt, freshUntil].every((each) => Number.isFinite(each))
  );
}
