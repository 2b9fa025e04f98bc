import { fork, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "rolldown";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Order } from "./store-program.js";
import { eventually } from "./started-program.js";

interface Told {
  readonly kind: Order | "progress";
  readonly result: unknown;
  readonly from: number;
  readonly made: readonly number[];
}

let folder: string;
let main: string;
let primary: ChildProcess;
let told: Told[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatewright-store-"));
  main = join(folder, "main.mjs");
  await build({
    input: join(import.meta.dirname, "store-program.ts"),
    platform: "node",
    logLevel: "silent",
    output: { file: main },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => {
  told = [];
  primary = fork(main);
  primary.on("message", (message: Told) => told.push(message));
});
afterEach(() => primary.kill("SIGKILL"));

/** What all workers answer. */
async function answersOf(order: Order, workers: number): Promise<readonly Told[]> {
  primary.send({ fork: workers, order });
  return answered(order, workers);
}

function answered(order: Order, count: number): Promise<readonly Told[]> {
  return eventually(() => {
    const answers = told.filter(({ kind }) => kind === order);
    return answers.length === count ? answers : undefined;
  });
}

test("workers count together, exactly", async () => {
  const answers = await answersOf("count", 3);
  expect(answers.reduce((sum, { result }) => sum + Number(result), 0)).toBe(10_000);
  // One store for all, made as they say.
  expect(answers.at(-1)?.made).toEqual([1234]);
});

test("a worker that is killed leaves what it counted, at most what was under way more", async () => {
  primary.send({ fork: 3, order: "count" });
  const victim = await eventually(() => told.find(({ kind }) => kind === "progress")?.from);
  process.kill(victim, "SIGKILL");
  const answers = await answered("count", 2);
  const others = answers.reduce((sum, { result }) => sum + Number(result), 0);
  const its = told.filter(({ kind, from }) => kind === "progress" && from === victim);
  const counted = Math.max(...its.map(({ result }) => Number(result)));
  expect(others + counted).toBeLessThanOrEqual(10_000);
  // Between two reports of the victim, and in the 20 calls that it had under way.
  expect(others + counted).toBeGreaterThanOrEqual(10_000 - 120);
});

test("values come back as they were, and what the store refuses rejects", async () => {
  const [{ result } = { result: undefined }] = await answersOf("values", 1);
  expect(result).toEqual([true, true, "the store says no"]);
});

test("a call that is not answered rejects at the deadline", async () => {
  const [{ result } = { result: undefined }] = await answersOf("deadline", 1);
  expect(result).toEqual(["no answer of the store in time", true]);
});

test("more calls without an answer than are kept are refused at once", async () => {
  const [{ result } = { result: undefined }] = await answersOf("bound", 1);
  expect(result).toBe(1);
});

test("calls of one turn go in one message", async () => {
  const [{ result } = { result: undefined }] = await answersOf("batches", 1);
  expect(result).toBe(1);
});
