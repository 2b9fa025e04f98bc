import type { ServerResponse } from "node:http";
import type { Backend, Connection } from "../backend.js";
import { SettingsError } from "../environment.js";
import { GatewayError } from "../gateway-error.js";
import type { UpstreamResponse } from "../upstream.js";
import { UpstreamClient } from "../upstream-client.js";
import type { KeyProvider } from "./aws-credentials.js";
import { ownKeys, roleKeys } from "./aws-credentials.js";
import type { AwsTarget } from "./aws-host.js";
import { awsHost } from "./aws-host.js";
import type { AwsKeys, AwsSettings } from "./aws-settings.js";
import { encodePath, encodeQuery, signRequest } from "./sign-request.js";

/** A call of a service, as it goes on the wire but for its signature. */
export interface AwsCall extends AwsTarget {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Names and values, not encoded. */
  readonly query: readonly (readonly [string, string])[];
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Milliseconds until the response must be there. */
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
      const why = cause instanceof Error ? ` (${cause.message})` : "";
      throw new SettingsError([NO_KEYS + why]);
    }
  }

  async close(): Promise<void> {
    const clients = [...this.#hosts.values()];
    this.#hosts.clear();
    await Promise.all(clients.map((client) => client.close()));
  }

  /** Signs and sends a call; settles when the response's head has come. When `client` goes, so does it. */
  async send(call: AwsCall, client: ServerResponse): Promise<UpstreamResponse> {
    const { method, body, query, timeoutMs } = call;
    const { url, host, region, signedFor } = awsHost(call, this.settings);
    const path = url.pathname.replace(/\/$/, "") + encodePath(call.path, signedFor);
    const keys = await this.#keysOf(call.role);
    const headers = await signRequest(
      { method, path, query, body, headers: { ...call.headers, host } },
      { keys, region, service: signedFor },
    );
    return this.#clientAt(url.origin).send(
      {
        method,
        path,
        query: encodeQuery(query),
        headers: Object.entries(headers).flat(),
        body,
        timeoutMs,
        timesBody: true,
      },
      client,
    );
  }

  async #keysOf(role: string | undefined): Promise<AwsKeys> {
    try {
      return await this.#providerOf(role)();
    } catch (cause) {
      // API Gateway does not have permission to assume the provided role.
      throw new GatewayError("configuration-error", { cause });
    }
  }

  #providerOf(role: string | undefined): KeyProvider {
    if (role === undefined || role === "" || !this.settings.assumesRoles) return this.#own;
    let keys = this.#roles.get(role);
    if (keys === undefined) {
      keys = roleKeys(role, this.#own, this.settings);
      this.#roles.set(role, keys);
    }
    return keys;
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
  "or run where a role gives them";

const LIMITS = {
  connections: 128,
  connectTimeoutMs: 2000,
  bodyTimeoutMs: 30_000,
  maxHeaderBytes: 32_768,
};
