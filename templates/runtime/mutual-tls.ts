import type { X509Certificate } from "node:crypto";
import { TLSSocket } from "node:tls";
import type { Environment } from "./environment.js";
import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { knownByIdentity } from "./known-by-identity.js";
import type { Authorize, ClientCertificate } from "./security.js";
import type { ServerSettings } from "./server-settings.js";

/**
 * The settings of a gateway some of whose routes ask for certificates of clients: it speaks TLS, and
 * knows authorities; what a connection must show is left to the routes.
 */
export function withMutualTls(settings: ServerSettings, read: Environment): ServerSettings {
  const { tls } = settings;
  if (tls === undefined) read.refuse("TLS_CERT_FILE and TLS_KEY_FILE are not set: routes need TLS");
  if (read.optional("TLS_CLIENT_CA_FILE") === undefined) {
    read.refuse("TLS_CLIENT_CA_FILE is not set: routes need certificates of clients");
  }
  return { ...settings, tls: tls && { ...tls, clients: tls.clients && "asked" } };
}

/** Lets in clients with a certificate of an authority that the settings name. */
export function mutualTlsAuthorizer(): Authorize {
  const certificates = new WeakMap<object, ClientCertificate>();
  return (request) => {
    const { socket } = request;
    const shown = certificateOf(request);
    // A connection may outlast its certificate.
    if (shown === undefined || Date.parse(shown.validTo) < Date.now()) {
      return { refused: "unauthorized", error: new GatewayError("certificate-refused") };
    }
    const certificate = certificates.get(socket) ?? describe(shown);
    certificates.set(socket, certificate);
    request.identity = { ...request.identity, clientCert: certificate };
    return knownByIdentity(request, certificate.subjectDN);
  };
}

/**
 * The certificate of a connection, if it was verified. That there is one is looked at as well: Node
 * says of a session that is resumed without one that it is authorized.
 */
function certificateOf({ socket }: Exchange): X509Certificate | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  return socket.getPeerX509Certificate();
}

function describe(certificate: X509Certificate): ClientCertificate {
  const { serialNumber } = certificate;
  const digits = serialNumber
    .toLowerCase()
    .padStart(serialNumber.length + (serialNumber.length % 2), "0");
  return {
    clientCertPem: certificate.toString(),
    subjectDN: certificate.subject.replaceAll("\n", ","),
    issuerDN: certificate.issuer.replaceAll("\n", ","),
    serialNumber: digits.match(/../g)?.join(":") ?? "",
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}
