import { readFileSync, unwatchFile, watchFile } from "node:fs";
import type { Server } from "node:https";
import type { Logger } from "pino";

/** PEM files of a certificate chain and its key. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Reads both files anew. */
export function readTlsFiles(files: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } {
  return { cert: readFileSync(files.certFile), key: readFileSync(files.keyFile) };
}

/**
 * Takes over new certificates as they are written, for connections made from then on. Files are
 * polled, since mounted secrets are swapped by symlinks, which file events do not show. A pair that
 * cannot be used (the key may come a moment after the certificate) is tried again on the next change.
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
  for (const file of [files.certFile, files.keyFile]) {
    watchFile(file, { interval: 1000, persistent: false }, reload);
    server.on("close", () => unwatchFile(file, reload));
  }
}
