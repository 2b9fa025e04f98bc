import { readFileSync, unwatchFile, watchFile } from "node:fs";
import type { Server } from "node:https";
import type { Logger } from "pino";

/** PEM files of a certificate chain and its key, and of what clients' certificates are held against. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** Authorities whose certificates clients may show. */
  readonly clientCaFile?: string | undefined;
  /** What these authorities revoked. */
  readonly clientCrlFile?: string | undefined;
}

/** Reads all files anew. */
export function readTlsFiles({ certFile, keyFile, clientCaFile, clientCrlFile }: TlsFiles) {
  return {
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    ...(clientCaFile !== undefined && { ca: readFileSync(clientCaFile) }),
    ...(clientCrlFile !== undefined && { crl: readFileSync(clientCrlFile) }),
  };
}

/**
 * Takes over new certificates as they are written, for connections made from then on. Files are
 * polled, since mounted secrets are swapped by symlinks, which file events do not show. What cannot be
 * used (the key may come a moment after the certificate) is tried again on the next change.
 */
export function reloadTlsFiles(server: Server, files: TlsFiles, logger: Logger): void {
  const reload = () => {
    try {
      server.setSecureContext(readTlsFiles(files));
      logger.info("TLS certificate reloaded");
    } catch (error) {
      logger.warn({ cause: String(error) }, "TLS certificate not reloaded");
    }
  };
  const { certFile, keyFile, clientCaFile, clientCrlFile } = files;
  for (const file of [certFile, keyFile, clientCaFile, clientCrlFile]) {
    if (file === undefined) continue;
    watchFile(file, { interval: 1000, persistent: false }, reload);
    server.on("close", () => unwatchFile(file, reload));
  }
}
