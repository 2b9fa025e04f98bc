import { BlockList, isIP } from "node:net";
import { availableParallelism } from "node:os";
import { parseRange } from "./address-range.js";
import type { Environment } from "./environment.js";
import { readRegion } from "./region.js";
import type { TlsFiles } from "./tls.js";

/** What every gateway can be told by its environment. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly adminHost: string;
  readonly adminPort: number;
  /** How many processes answer clients. */
  readonly workers: number;
  /** The server speaks TLS when this is set. */
  readonly tls: TlsSettings | undefined;
  readonly logLevel: string;
  /** Milliseconds during which a terminating gateway still accepts connections. */
  readonly drainDelayMs: number;
  /** Milliseconds after which what still runs is cut off. */
  readonly drainTimeoutMs: number;
  /** Milliseconds in which a request's head, and all of it, must have arrived. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Milliseconds for which a client may take nothing of its answer. */
  readonly writeTimeoutMs: number;
  /** Milliseconds for which an idle connection is kept; longer than a load balancer in front. */
  readonly keepAliveTimeoutMs: number;
  /** The deployment stage's name, as mappings read it. */
  readonly stage: string;
  /** Whether the stage's name stands in front of the paths of requests: `/prod/pets`. */
  readonly stagePrefix: boolean;
  /** Whether these are of the stage's canary; undefined where the stage has none. */
  readonly isCanary?: boolean;
  /** The API's id, as upstreams are told it. */
  readonly apiId: string;
  /** Whom the API belongs to, as mappings read it. */
  readonly accountId: string;
  /** The region that the ARNs of the API's methods name. */
  readonly region: string;
  /** Whether an address is a proxy whose `X-Forwarded-*` headers are believed. */
  readonly trusts: (address: string | undefined) => boolean;
}

/** PEM files, and what is asked of clients. */
export interface TlsSettings extends TlsFiles {
  /**
   * Where authorities of clients are known: whether a connection needs a certificate of one, or is
   * only asked for it.
   */
  readonly clients?: "required" | "asked" | undefined;
}

/** What a document says of settings that others decide. */
export interface UsualSettings {
  readonly stage?: string;
  readonly apiId?: string;
  readonly accountId?: string;
  readonly region?: string;
}

/** Reads the settings that every gateway has. */
export function readServerSettings(
  read: Environment,
  { stage = "prod", apiId = "local", accountId = "000000000000", region }: UsualSettings = {},
): ServerSettings {
  const port = { min: 0, max: 65_535 };
  return {
    host: read.text("HOST", "0.0.0.0"),
    port: read.integer("PORT", 8080, port),
    adminHost: read.text("ADMIN_HOST", "127.0.0.1"),
    adminPort: read.integer("ADMIN_PORT", 8081, port),
    workers: readWorkers(read),
    tls: readTls(read),
    logLevel: read.oneOf("LOG_LEVEL", "info", LOG_LEVELS),
    drainDelayMs: read.seconds("DRAIN_DELAY", 5),
    drainTimeoutMs: read.seconds("DRAIN_TIMEOUT", 30),
    ...readRequestTimeouts(read),
    writeTimeoutMs: read.timeout("WRITE_TIMEOUT", 30),
    keepAliveTimeoutMs: read.timeout("KEEP_ALIVE_TIMEOUT", 65),
    stage: read.text("STAGE", stage),
    stagePrefix: read.oneOf("STAGE_PREFIX", "off", ["off", "on"]) === "on",
    apiId: read.text("API_ID", apiId),
    accountId: read.text("ACCOUNT_ID", accountId),
    region: readRegion(read, region),
    trusts: readTrustedProxies(read),
  };
}

/** `WORKERS`: a number, or `auto` for as many as there are processors to use. */
function readWorkers(read: Environment): number {
  const value = read.optional("WORKERS") ?? "1";
  if (value === "auto") return availableParallelism();
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > 1024) read.refuse("WORKERS must be auto or an integer 1 to 1024");
  return count;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

function readRequestTimeouts(read: Environment) {
  const headersTimeoutMs = read.timeout("HEADERS_TIMEOUT", 10);
  const requestTimeoutMs = read.timeout("REQUEST_TIMEOUT", 30);
  if (requestTimeoutMs < headersTimeoutMs) {
    read.refuse("REQUEST_TIMEOUT must not be less than HEADERS_TIMEOUT, which is 10 unless set");
  }
  return { headersTimeoutMs, requestTimeoutMs };
}

function readTls(read: Environment): TlsSettings | undefined {
  const certFile = read.optional("TLS_CERT_FILE");
  const keyFile = read.optional("TLS_KEY_FILE");
  const clientCaFile = read.optional("TLS_CLIENT_CA_FILE");
  const clientCrlFile = read.optional("TLS_CLIENT_CRL_FILE");
  if (clientCrlFile !== undefined && clientCaFile === undefined) {
    read.refuse("TLS_CLIENT_CA_FILE is not set, while TLS_CLIENT_CRL_FILE is");
  }
  if (certFile !== undefined && keyFile !== undefined) {
    const clients = clientCaFile === undefined ? undefined : "required";
    return { certFile, keyFile, clientCaFile, clientCrlFile, clients };
  }
  if (certFile !== undefined) read.refuse("TLS_KEY_FILE is not set, while TLS_CERT_FILE is");
  if (keyFile !== undefined) read.refuse("TLS_CERT_FILE is not set, while TLS_KEY_FILE is");
  if (certFile === undefined && keyFile === undefined && clientCaFile !== undefined) {
    read.refuse("TLS_CERT_FILE is not set, while TLS_CLIENT_CA_FILE is");
  }
  return undefined;
}

/** `TRUSTED_PROXIES`: addresses and CIDR blocks, separated by commas. Nobody is trusted unless named. */
function readTrustedProxies(read: Environment): ServerSettings["trusts"] {
  const names = read.optional("TRUSTED_PROXIES")?.split(",") ?? [];
  if (names.length === 0) return () => false;
  const blocks = new BlockList();
  for (const name of names.map((each) => each.trim())) {
    const range = parseRange(name);
    if (range === undefined) {
      read.refuse("TRUSTED_PROXIES must be addresses or CIDR blocks, separated by commas");
    } else {
      blocks.addSubnet(range.address, range.prefix, range.family);
    }
  }
  return (address) => {
    const family = isIP(address ?? "");
    return family !== 0 && blocks.check(address ?? "", family === 4 ? "ipv4" : "ipv6");
  };
}
