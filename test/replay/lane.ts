import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Row } from "./catalogue-row.js";
import { judgeRow, statusesIn, type Played } from "./judge-row.js";
import { playRow } from "./play-row.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { UpstreamStub } from "./upstream-stub.js";

/** What a row came to. */
export interface Outcome {
  readonly row: Row;
  /** What is not as it must be. */
  readonly faults: readonly string[];
  /** The statuses that came. */
  readonly statuses: string;
  readonly ms: number;
}

/** What the catalogue's document says of time-outs, in seconds. */
const TIMES = { HEADERS_TIMEOUT: "3", REQUEST_TIMEOUT: "5", KEEP_ALIVE_TIMEOUT: "5" };

/** A line may be written after the answer. */
const LOGGED_WITHIN_MS = 1500;

/** A gateway with an upstream of its own, on which rows are played one after the other. */
export class Lane {
  readonly #gateway: GatewayProcess;
  readonly #stub: UpstreamStub;

  private constructor(gateway: GatewayProcess, stub: UpstreamStub) {
    this.#gateway = gateway;
    this.#stub = stub;
  }

  /**
   * @param main the gateway's program
   * @param program the stub's
   * @param credentials settings by which the gateway knows callers
   */
  static async open(
    main: string,
    program: string,
    credentials: Readonly<Record<string, string>>,
  ): Promise<Lane> {
    const stub = await UpstreamStub.start(program);
    const gateway = await GatewayProcess.start(main, {
      STUB_URL: `http://127.0.0.1:${stub.port}`,
      CLOSED_URL: `http://127.0.0.1:${await closedPort()}`,
      NO_TLS_URL: `https://127.0.0.1:${stub.port}`,
      ...TIMES,
      ...credentials,
    });
    return new Lane(gateway, stub);
  }

  async run(row: Row): Promise<Outcome> {
    await this.#stub.heard();
    const before = this.#gateway.lines.length;
    const transcript = await playRow(row, this.#gateway.port);
    const heard = await this.#stub.heard();
    const played = (): Played => ({ transcript, heard, lines: this.#gateway.lines.slice(before) });
    const end = performance.now() + LOGGED_WITHIN_MS;
    let faults = judgeRow(row, played());
    while (faults.some((fault) => fault.includes("not logged")) && performance.now() < end) {
      await sleep(20);
      faults = judgeRow(row, played());
    }
    const alive = await this.#isAlive();
    if (row.cooldown !== undefined) await sleep(row.cooldown);
    const { ms } = transcript;
    const statuses = statusesIn(played(), row);
    return { row, faults: alive ? faults : [...faults, "the gateway is dead"], statuses, ms };
  }

  async close(): Promise<void> {
    await this.#gateway.kill();
    await this.#stub.stop();
  }

  /** Whether the process that was started answers a plain request. */
  async #isAlive(): Promise<boolean> {
    if (!this.#gateway.isRunning) return false;
    try {
      const response = await fetch(`http://127.0.0.1:${this.#gateway.port}/mock`, {
        signal: AbortSignal.timeout(3000),
        headers: { Connection: "close" },
      });
      return response.status === 200 && (await response.text()) === '{"ok":true}';
    } catch {
      return false;
    }
  }
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
