import type { ServerResponse } from "node:http";
import type { Backend, Connection } from "../backend.js";
import type { UpstreamResponse } from "../upstream.js";
import { UpstreamClient } from "../upstream.js";
import type { KeyProvider } from "./aws-credentials.js";
import { ownKeys, roleKeys } from "./aws-credentials.js";
import type { AwsSettings } from "./aws-settings.js";
import { awsHost } from "./aws-host.js";
import { signRequest } from "./sign-request.js";

/** A call of a service, as it goes on the wire but for its signature. */
export interface AwsCall {
  /** The service as its endpoint has it: `sqs`, `events`. */
  readonly service: string;
  /** What stands in front of the service in the host, such as a bucket. */
  readonly subdomain?: string | undefined;
  readonly region: string;
  /** The role on whose behalf it is made, if that is to be taken on. */
  readonly role?: string | undefined;
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Names and values, not encoded. */
  readonly query: readonly (readonly [string, string])[];
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Milliseconds until the response's head must be there. */
  readonly timeoutMs: number;
}

/** What routes know the client by. */
export const AWS: Backend<AwsClient> = { name: "aws" };

/** Calls services of Amazon's over HTTPS, signed with the gateway's keys. */
export class AwsClient implements Connection {
  readonly settings: AwsSettings;
  readonly #own: KeyProvider;
  readonly #roles = new Map<string, KeyProvider>();
  readonly #hosts = new Map<string, UpstreamClient>();

  constructor(settings: AwsSettings) {
    this.settings = settings;
    this.#own = ownKeys(settings);
  }

  /** Rejects when there are no keys, so that a gateway that could call nothing does not start. */
  async open(): Promise<void> {
    try {
      await this.#own();
    } catch (cause) {
      throw new Error(NO_KEYS, { cause });
    }
  }

  async close(): Promise<void> {
    const clients = [...this.#hosts.values()];
    this.#hosts.clear();
    await Promise.all(clients.map((client) => client.close()));
  }

  /** Signs and sends a call; settles when the response's head has come. When `client` goes, so does it. */
  async send(call: AwsCall, client: ServerResponse): Promise<UpstreamResponse> {
    const { method, region, body, timeoutMs, query } = call;
    const { endpoint, host, signedFor } = awsHost(call, this.settings);
    const path = endpoint.pathname.replace(/\/$/, "") + call.path;
    const headers = await signRequest(
      { method, path, query, body, host, headers: { ...call.headers, host } },
      { keys: await this.#keysOf(call.role), region, service: signedFor },
    );
    return this.#clientAt(endpoint.origin).send(
      {
        method,
        path,
        query: query.map((pair) => pair.map(encode).join("=")).join("&"),
        headers: Object.entries(headers).flat(),
        body,
        timeoutMs,
      },
      client,
    );
  }

  #keysOf(role: string | undefined) {
    if (role === undefined || !this.settings.assumesRoles) return this.#own();
    let keys = this.#roles.get(role);
    if (keys === undefined) {
      keys = roleKeys(role, this.#own, this.settings);
      this.#roles.set(role, keys);
    }
    return keys();
  }

  #clientAt(origin: string): UpstreamClient {
    let client = this.#hosts.get(origin);
    if (client === undefined) {
      client = new UpstreamClient(new URL(origin), LIMITS);
      this.#hosts.set(origin, client);
    }
    return client;
  }
}

const NO_KEYS =
  "There are no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, " +
  "or run where a role gives them.";

const LIMITS = {
  connections: 128,
  connectTimeoutMs: 2000,
  bodyTimeoutMs: 30_000,
  maxHeaderBytes: 32_768,
};

/** As signatures encode names and values: all but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
