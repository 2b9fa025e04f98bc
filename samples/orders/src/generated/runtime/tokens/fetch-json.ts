import { request } from "undici";

/** What a provider of identities may send, and how long it may take: as Amazon API Gateway has it. */
const MAX_BYTES = 150_000;
const TIMEOUT_MS = 1500;

/** What is asked besides the address. */
export interface JsonRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The JSON object that a server answers, in bounded time and size; redirections are not followed. */
export async function fetchJson(
  url: URL,
  { method = "GET", headers, body: sent }: JsonRequest = {},
): Promise<Readonly<Record<string, unknown>>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { statusCode, body } = await request(url, {
    method,
    headers: { accept: "application/json", ...headers },
    body: sent ?? null,
    signal,
  });
  if (statusCode !== 200) {
    await body.dump({ limit: 0, signal });
    throw new Error(`the answer has the status ${statusCode}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`the answer has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("the answer is no JSON object");
  }
  return value as Readonly<Record<string, unknown>>;
}
