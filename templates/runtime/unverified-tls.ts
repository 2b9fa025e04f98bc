import type { PeerCertificate } from "node:tls";
import { checkServerIdentity, TLSSocket } from "node:tls";
import type { UpstreamTls } from "./upstream.js";
import type { UpstreamTlsOptions } from "./upstream-tls.js";
import { namedConnector } from "./upstream-tls.js";

/**
 * Takes certificates of authorities that nobody knows. As on Amazon API Gateway they must still be
 * for the server's name, within their dates, and have a root: the server sends its chain to the end.
 * Who has the network in between can make such certificates as well.
 */
export function unverifiedTls({ serverName }: UpstreamTlsOptions = {}): UpstreamTls {
  return (files, timeout) => {
    // A session that is resumed shows no certificates.
    const options = { timeout, rejectUnauthorized: false, maxCachedSessions: 0 };
    const connect = namedConnector(files, options, serverName);
    return (request, callback) =>
      connect(request, (...[error, socket]) => {
        if (error !== null) return callback(error, null);
        const name = serverName ?? (request.servername || request.hostname);
        const problem = socket instanceof TLSSocket ? problemOf(socket, name) : undefined;
        if (problem === undefined) return callback(null, socket);
        socket.destroy();
        callback(problem, null);
      });
  };
}

/** What Node finds where all is well but nobody knows the root. */
const UNKNOWN_ROOT = new Set(["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"]);

function problemOf(socket: TLSSocket, name: string): Error | undefined {
  const certificate = socket.getPeerCertificate(true);
  const found: unknown = socket.authorizationError;
  // Node has either one error of the chain or that of the name, so that each is looked for here.
  const isChain = found === undefined || found === null || UNKNOWN_ROOT.has(codeOf(found));
  if (!isChain && codeOf(found) !== "ERR_TLS_CERT_ALTNAME_INVALID") return refusal(codeOf(found));
  if (!isWithinDates(certificate)) return refusal("CERT_HAS_EXPIRED");
  return checkServerIdentity(name, certificate);
}

/** The log says the code. */
function refusal(code: string): Error {
  return Object.assign(new Error("the certificate is refused"), { code });
}

function codeOf(found: unknown): string {
  return found instanceof Error && "code" in found ? String(found.code) : String(found);
}

/** Of the whole chain, at whose end is what signed itself. */
function isWithinDates(certificate: PeerCertificate): boolean {
  const now = Date.now();
  const seen = new Set<string>();
  let each: PeerCertificate & { readonly issuerCertificate?: PeerCertificate } = certificate;
  while (each !== undefined && !seen.has(each.fingerprint256)) {
    if (!(Date.parse(each.valid_from) <= now && now <= Date.parse(each.valid_to))) return false;
    seen.add(each.fingerprint256);
    each = each.issuerCertificate as PeerCertificate;
  }
  return true;
}
