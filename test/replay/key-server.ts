import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves the keys of the catalogue's issuer, which only its document names. */
export class KeyServer {
  readonly url: string;
  readonly #stop: () => void;

  private constructor(url: string, stop: () => void) {
    this.url = url;
    this.#stop = stop;
  }

  static async start(keys: string): Promise<KeyServer> {
    const server = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/json").end(keys);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    return new KeyServer(`http://127.0.0.1:${port}/jwks.json`, () => {
      server.close();
      server.closeAllConnections();
    });
  }

  stop(): void {
    this.#stop();
  }
}
