import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { hammer, type HammerOptions, type Shot } from "./hammer.js";
import { RedisServer } from "./redis-server.js";

// Three processes of one generated gateway, whose limits are those of one: what one client is let in
// is counted by the client, and compared with what the bucket has by arithmetic.

const found = await RedisServer.find();
if (typeof found === "string") console.warn(`Replicas are not tested: ${found}`);

const RATE = 100;
const BURST = 200;
const QUOTA = 10_000;
const REPLICAS = 3;

const IN_FLIGHT = 8;

/** How often a measurement is made before the machine is found to have no time for it. */
const ATTEMPTS = 3;

/** Each measurement has a key of its own, and so a bucket that is full. */
const SUBJECTS = ["hammered", "killed", "paused", "afterwards", "counted"] as const;
type Subject = (typeof SUBJECTS)[number];
const valueOf = (subject: Subject, attempt: number) => `value-of-the-key-${subject}-${attempt}`;

const DOCUMENT = {
  openapi: "3.0.1",
  info: { title: "Replicas", version: "1" },
  "x-gateway": {
    stages: { prod: {} },
    usagePlans: {
      fast: { stages: ["prod"], throttle: { rateLimit: RATE, burstLimit: BURST } },
      // No test meets the end of a month twice.
      monthly: { stages: ["prod"], quota: { limit: QUOTA, period: "MONTH" } },
    },
  },
  paths: {
    "/ping": {
      get: {
        security: [{ key: [] }],
        responses: { "200": { description: "OK" } },
        "x-amazon-apigateway-integration": {
          type: "mock",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
          responses: {
            default: { statusCode: "200", responseTemplates: { "application/json": "{}" } },
          },
        },
      },
    },
  },
  components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
};

describe.skipIf(typeof found === "string")("three processes on one Redis", () => {
  const redis = found as RedisServer;
  let workshop: Workshop;
  let gateways: readonly GatewayProcess[] = [];
  let main = "";

  const start = () =>
    GatewayProcess.start(main, {
      STAGE: "prod",
      REDIS_URL: redis.url,
      STORE_LOCAL_SHARE: String(1 / REPLICAS),
      API_KEYS: JSON.stringify(
        SUBJECTS.flatMap((subject) =>
          Array.from({ length: ATTEMPTS }, (_, attempt) => ({
            id: `${subject}-${attempt}`,
            value: valueOf(subject, attempt),
            usagePlans: [subject === "counted" ? "monthly" : "fast"],
          })),
        ),
      ),
    });

  /** Several times as many requests as the rate lets in, by one client. */
  const hammerWith = (subject: Subject, options: MoreOptions, attempt = 0) =>
    hammer({
      ports: gateways.map(({ port }) => port),
      path: "/ping",
      headers: { "x-api-key": valueOf(subject, attempt) },
      inFlight: IN_FLIGHT,
      pauseMs: 20,
      atMost: 100_000,
      ...options,
    });

  /**
   * The same, and how many of its requests Redis did not decide: where the machine is so busy that it,
   * or a process, had no turn for 20 ms, it is measured again.
   */
  const hammerExactly = async (
    subject: Subject,
    options: MoreOptions,
    meanwhile?: () => Promise<void>,
  ): Promise<Measured> => {
    let best: Measured = { shots: [], without: Infinity };
    for (let attempt = 0; attempt < ATTEMPTS && best.without > 0; attempt += 1) {
      const involved = gateways;
      const before = await takesWithout(involved);
      const [shots] = await Promise.all([hammerWith(subject, options, attempt), meanwhile?.()]);
      const without = (await takesWithout(involved)) - before;
      if (without < best.without) best = { shots, without };
      if (without > 0) console.warn(`${subject}: ${without} of ${shots.length} went without Redis`);
    }
    expect(best.without).toBeLessThan(0.05 * best.shots.length);
    return best;
  };

  beforeAll(async () => {
    await redis.start();
    workshop = await Workshop.open();
    const files = { "openapi.json": JSON.stringify(DOCUMENT) };
    const built = await buildGateway(await workshop.project(), files, {});
    if (built.kind === "refused") throw new Error(JSON.stringify(built.errors));
    ({ main } = built);
    gateways = await Promise.all(Array.from({ length: REPLICAS }, start));
  }, 60_000);

  afterAll(async () => {
    await Promise.all(gateways.map((each) => each.kill()));
    await redis.remove();
    await workshop?.close();
  });

  test("hammered for 30 s, they let in what one bucket has, within 1 %", async () => {
    const { shots, without } = await hammerExactly("hammered", { forMs: 30_000 });
    expect(statusesOf(shots)).toEqual([200, 429]);
    // There were always more than it lets in.
    expect(shots.length).toBeGreaterThan(1.5 * (BURST + RATE * 30));
    expectExact(shots, without);
  });

  test("8 clients at once get exactly what is in a quota", async () => {
    const atMost = QUOTA + 500;
    const options = { pauseMs: 2, forMs: 60_000, atMost };
    const { shots, without } = await hammerExactly("counted", options);
    expect(shots.length).toBe(atMost);
    expect(statusesOf(shots)).toEqual([200, 429]);
    expect(Math.abs(admissions(shots).length - QUOTA)).toBeLessThanOrEqual(without);
  });

  test("one of them killed, the others let in what one bucket has", async () => {
    const { shots, without } = await hammerExactly("killed", { forMs: 10_000 }, async () => {
      const [victim, ...others] = gateways;
      if (victim === undefined) throw new TypeError("no gateways");
      await wait(5000);
      await takesWithout([victim]);
      await victim.kill();
      gateways = [...others, await start()];
    });
    expect(statusesOf(shots)).toEqual([200, 429, undefined]);
    // What it had taken and did not live to answer is gone.
    expectExact(shots, IN_FLIGHT + without);
  });

  /*
   * While Redis is away, each of three goes by a third of the limits, from a third of what it last
   * heard is left: together no more than the rate, and a burst if they had heard of none. Redis does
   * not hear of that, and has no more than a burst when it is back. So all in all they let in what the
   * bucket has and two bursts, besides what went without Redis when it was there.
   */
  test("Redis paused for 5 s, they let in at most two bursts more, and none fails", async () => {
    const before = await takesWithout(gateways);
    const pausing = (async () => {
      await wait(5000);
      const from = performance.now();
      redis.pause();
      await wait(5000);
      redis.resume();
      return { from, to: performance.now() };
    })();
    const shots = await hammerWith("paused", { forMs: 15_000 });
    const { from, to } = await pausing;
    const without = (await takesWithout(gateways)) - before;
    const meanwhile = shots.filter(({ sentAt }) => sentAt >= from && sentAt < to);
    expect(statusesOf(shots)).toEqual([200, 429]);
    expect(without).toBeGreaterThan(0.9 * meanwhile.length);
    const { least, most } = exactly(shots);
    const besides = Math.max(0, without - meanwhile.length);
    expect(admissions(shots).length).toBeLessThanOrEqual(most + 2 * BURST + besides);
    // They do not let in less either: a third of the rate, three times.
    expect(admissions(shots).length).toBeGreaterThanOrEqual(0.95 * least - besides);
    const isBack = () =>
      gateways.every(({ lines }) => lines.some((line) => line.includes("the store is back")));
    expect(isBack()).toBe(true);

    const later = await hammerExactly("afterwards", { forMs: 8000 });
    expect(statusesOf(later.shots)).toEqual([200, 429]);
    expectExact(later.shots, later.without);
  });
});

interface Measured {
  readonly shots: readonly Shot[];
  readonly without: number;
}

type MoreOptions = Pick<HammerOptions, "forMs"> & Partial<HammerOptions>;

/** Of a process that is gone, what was counted last. */
const counted = new Map<GatewayProcess, number>();

/** How many requests were decided without Redis so far. */
async function takesWithout(gateways: readonly GatewayProcess[]): Promise<number> {
  let sum = 0;
  for (const gateway of gateways) {
    if (gateway.isRunning) counted.set(gateway, await readTakesWithout(gateway));
    sum += counted.get(gateway) ?? 0;
  }
  return sum;
}

async function readTakesWithout({ lines }: GatewayProcess): Promise<number> {
  const [, admin = ""] = /"admin":"([^"]+)"/.exec(lines.join("\n")) ?? [];
  const metrics = await (await fetch(`${admin}/metrics`)).text();
  const [, count = "0"] =
    /^gateway_store_failures_total\{operation="take"\} (\d+)$/m.exec(metrics) ?? [];
  return Number(count);
}

function admissions(shots: readonly Shot[]): readonly Shot[] {
  return shots.filter(({ status }) => status === 200);
}

function statusesOf(shots: readonly Shot[]): readonly (number | undefined)[] {
  return [...new Set(shots.map(({ status }) => status))].toSorted(
    (a = Infinity, b = Infinity) => a - b,
  );
}

/**
 * What a bucket that is full lets in from the first admission to the last one, if more always come.
 * When it decided on those two is known as well as the client knows when it asked and was answered.
 */
function exactly(shots: readonly Shot[]): { readonly least: number; readonly most: number } {
  const admitted = admissions(shots);
  const sent = admitted.map(({ sentAt }) => sentAt);
  const answered = admitted.map(({ answeredAt }) => answeredAt);
  const shortest = Math.max(...sent) - Math.min(...answered);
  const longest = Math.max(...answered) - Math.min(...sent);
  return { least: BURST + (RATE * shortest) / 1000, most: BURST + (RATE * longest) / 1000 };
}

/**
 * Within 1 % of what a bucket lets in.
 * @param unsure requests that Redis did not decide, or whose answer the client did not hear
 */
function expectExact(shots: readonly Shot[], unsure: number): void {
  const { least, most } = exactly(shots);
  const { length } = admissions(shots);
  expect(length).toBeGreaterThanOrEqual(0.99 * least - unsure);
  expect(length).toBeLessThanOrEqual(1.01 * most + unsure);
}
