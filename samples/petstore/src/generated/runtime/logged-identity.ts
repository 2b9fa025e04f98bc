import type { IncomingMessage } from "node:http";
import type { Exchange } from "./exchange.js";
import type { Show } from "./logged-request.js";
import { plainAddress, sourceAddress } from "./request-context.js";
import type { CallerIdentity } from "./security.js";

/** Who called, as an access log tells it. */
export class LoggedIdentity {
  readonly #exchange: Exchange | undefined;
  readonly #incoming: IncomingMessage;
  readonly #show: Show;

  /** @param exchange undefined for a request that is malformed: only its peer is known */
  constructor(exchange: Exchange | undefined, incoming: IncomingMessage, show: Show) {
    this.#exchange = exchange;
    this.#incoming = incoming;
    this.#show = show;
  }

  get accessKey() {
    return this.#show(this.#caller.accessKey);
  }
  get accountId() {
    return this.#show(this.#caller.accountId);
  }
  get apiKey() {
    const { apiKey } = this.#caller;
    return this.#show(apiKey && masked(apiKey));
  }
  get apiKeyId() {
    return this.#show(this.#caller.apiKeyId);
  }
  get caller() {
    return this.#show(this.#caller.caller);
  }
  get clientCert() {
    const { clientCertPem, issuerDN, serialNumber, subjectDN, validity } =
      this.#caller.clientCert ?? {};
    return {
      clientCertPem: this.#show(clientCertPem),
      issuerDN: this.#show(issuerDN),
      serialNumber: this.#show(serialNumber),
      subjectDN: this.#show(subjectDN),
      validity: {
        notAfter: this.#show(validity?.notAfter),
        notBefore: this.#show(validity?.notBefore),
      },
    };
  }
  get principalOrgId() {
    return this.#show(this.#caller.principalOrgId);
  }
  get sourceIp() {
    return this.#show(
      this.#exchange === undefined
        ? plainAddress(this.#incoming.socket?.remoteAddress)
        : sourceAddress(this.#exchange),
    );
  }
  get user() {
    return this.#show(this.#caller.user);
  }
  get userAgent() {
    return this.#show(this.#exchange?.header("user-agent"));
  }
  get userArn() {
    return this.#show(this.#caller.userArn);
  }

  get #caller(): CallerIdentity {
    return this.#exchange?.identity ?? {};
  }
}

/** Amazon masks keys so in its execution logs; whoever reads a log must not be able to call. */
function masked(key: string): string {
  const shown = key.length < 20 ? 0 : 6;
  return "*".repeat(key.length - shown) + key.slice(key.length - shown);
}
