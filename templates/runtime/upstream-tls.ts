import { readFileSync, statSync } from "node:fs";
import type { SecureContext } from "node:tls";
import { createSecureContext } from "node:tls";
import { buildConnector } from "undici";
import type { UpstreamFiles, UpstreamTls } from "./upstream.js";

export interface UpstreamTlsOptions {
  /** Whom certificates must be for, and who is asked for; the host of the URL unless said. */
  readonly serverName?: string;
}

/** Connects with files of an upstream's own, or to a server of another name than its host's. */
export function upstreamTls({ serverName }: UpstreamTlsOptions = {}): UpstreamTls {
  return (files, timeout) => namedConnector(files, { timeout }, serverName);
}

/**
 * Makes connections by the files as they are then; new ones are taken over as they are written. A
 * pair that cannot be used keeps a gateway from starting, and what it had while it runs.
 */
export function namedConnector(
  files: UpstreamFiles,
  options: buildConnector.BuildOptions,
  serverName: string | undefined,
): buildConnector.connector {
  const build = () => buildConnector({ ...options, secureContext: secureContext(files) });
  let stamp = changesOf(files);
  let connect = build();
  return (request, callback) => {
    const seen = changesOf(files);
    if (seen !== stamp) {
      try {
        connect = build();
        stamp = seen;
      } catch {
        // The key may come a moment after the certificate: the next connection tries again.
      }
    }
    connect(serverName === undefined ? request : { ...request, servername: serverName }, callback);
  };
}

function secureContext({ caFile, certFile, keyFile }: UpstreamFiles): SecureContext {
  return createSecureContext({
    ...(caFile !== undefined && { ca: readFileSync(caFile) }),
    ...(certFile !== undefined && { cert: readFileSync(certFile) }),
    ...(keyFile !== undefined && { key: readFileSync(keyFile) }),
  });
}

/** Mounted secrets are swapped by symlinks, which are followed here. */
function changesOf(files: UpstreamFiles): string {
  return Object.values(files)
    .map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs)
    .join(" ");
}
