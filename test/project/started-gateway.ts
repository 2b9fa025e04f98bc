import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";

/** What came to the upstream. */
export interface HeardRequest {
  readonly url: string;
  readonly body: Buffer;
}

/** The status, and of each thing that is wrong its place, pointer and message. */
export type Verdict = readonly (number | string)[];

/** A gateway of a document of this folder, started in front of an upstream that answers 204. */
export class StartedGateway {
  /** What came to the upstream last, since the last request was sent. */
  heard: HeardRequest | undefined;
  readonly #stop: (() => unknown)[] = [];
  #port = 0;

  static async of(file: string): Promise<StartedGateway> {
    const started = new StartedGateway();
    const upstream = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        started.heard = { url: request.url ?? "", body: Buffer.concat(chunks) };
        response.writeHead(204).end();
      });
    }).listen(0, "127.0.0.1");
    const workshop = await Workshop.open();
    started.#stop.push(
      () => workshop.close(),
      () => upstream.close(),
    );
    const document = readFileSync(join(import.meta.dirname, file), "utf8");
    const built = await buildGateway(await workshop.project(), { "openapi.yaml": document }, {});
    if (built.kind === "refused") {
      throw new Error(built.errors.map(({ message }) => message).join());
    }
    const { port } = upstream.address() as AddressInfo;
    const gateway = await GatewayProcess.start(built.main, {
      UPSTREAM_URL: `http://127.0.0.1:${port}`,
    });
    started.#port = gateway.port;
    started.#stop.unshift(() => gateway.kill());
    return started;
  }

  async send(path: string, init: RequestInit = {}): Promise<Verdict> {
    this.heard = undefined;
    const response = await fetch(`http://127.0.0.1:${this.#port}${path}`, init);
    const text = await response.text();
    const { errors = [] } = (text === "" ? {} : JSON.parse(text)) as {
      readonly errors?: readonly { in: string; at: string; message: string }[];
    };
    return [response.status, ...errors.map((each) => `${each.in} ${each.at} ${each.message}`)];
  }

  post(path: string, contentType: string, body: string | Buffer): Promise<Verdict> {
    return this.send(path, { method: "POST", headers: { "Content-Type": contentType }, body });
  }

  async stop(): Promise<void> {
    for (const stop of this.#stop) await stop();
  }
}
