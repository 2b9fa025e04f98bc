import type { ServerResponse } from "node:http";
import { ClientWriter } from "./client-writer.js";
import type { ExchangeSettings } from "./exchange.js";
import { removeHeader } from "./header-values.js";
import type { GatewayResponse } from "./integration.js";
import type { RequestIds } from "./request-id.js";
import { UpstreamBody } from "./upstream-body.js";

/** Sends a response whole, or as its body comes. Settles when it is sent or cannot be. */
export async function sendResponse(
  outgoing: ServerResponse,
  response: GatewayResponse,
  ids: RequestIds,
  { family, writeTimeoutMs }: Pick<ExchangeSettings, "family" | "writeTimeoutMs">,
): Promise<void> {
  const { status, body } = response;
  const headers = [...response.headers, ...family.responseHeaders(ids)];
  if (family.defaultContentType !== undefined && !hasHeader(headers, "content-type")) {
    headers.push("Content-Type", family.defaultContentType);
  }
  if (body instanceof UpstreamBody) {
    if (status === 204) removeHeader(headers, "content-length");
    else if (body.length !== undefined && !hasHeader(headers, "content-length")) {
      headers.push("Content-Length", String(body.length));
    }
    outgoing.writeHead(status, headers);
    await body.pipe(outgoing, writeTimeoutMs);
    return;
  }
  if (status !== 204 && status !== 304) headers.push("Content-Length", String(body?.length ?? 0));
  outgoing.writeHead(status, headers);
  new ClientWriter(outgoing, writeTimeoutMs).end(body);
}

function hasHeader(headers: readonly string[], wanted: string): boolean {
  return headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === wanted);
}
