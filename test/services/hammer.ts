import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";

/** One request, with when it was sent and when it was answered: milliseconds of one clock. */
export interface Shot {
  /** Undefined where the connection ended without an answer. */
  readonly status: number | undefined;
  readonly sentAt: number;
  readonly answeredAt: number;
}

export interface HammerOptions {
  readonly ports: readonly number[];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How many requests are under way at once, over all ports; each goes to another than the last. */
  readonly inFlight: number;
  /** Milliseconds between an answer and the next request in its place. */
  readonly pauseMs: number;
  /** No request is sent after so many milliseconds, ... */
  readonly forMs: number;
  /** ... or beyond this number of them. */
  readonly atMost: number;
}

/** Sends requests to several ports in turn, on connections that stay, until the time is over. */
export async function hammer(options: HammerOptions): Promise<readonly Shot[]> {
  const { ports, path, headers, inFlight, pauseMs, forMs, atMost } = options;
  const pools = ports.map(
    (port) => new Pool(`http://127.0.0.1:${port}`, { connections: inFlight, pipelining: 1 }),
  );
  const shots: Shot[] = [];
  const end = performance.now() + forMs;
  let sent = 0;
  const shoot = async (pool: Pool) => {
    const sentAt = performance.now();
    const status = await pool.request({ path, method: "GET", headers }).then(
      async ({ statusCode, body }) => {
        await body.dump();
        return statusCode;
      },
      () => undefined,
    );
    shots.push({ status, sentAt, answeredAt: performance.now() });
  };
  await Promise.all(
    Array.from({ length: inFlight }, async (_, worker) => {
      for (let turn = worker; sent < atMost && performance.now() < end; turn += 1) {
        const pool = pools[turn % pools.length];
        if (pool === undefined) throw new TypeError("no ports");
        sent += 1;
        await shoot(pool);
        if (pauseMs > 0) await wait(pauseMs);
      }
    }),
  );
  await Promise.all(pools.map((pool) => pool.destroy()));
  return shots;
}
