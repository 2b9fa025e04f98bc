import type { Worker } from "node:cluster";
import { setTimeout as wait } from "node:timers/promises";
import type { Registry } from "prom-client";
import { AggregatorRegistry } from "prom-client";
import type { Metrics } from "../admin-server.js";
import type { MetricsReport, ToWorker } from "./worker-messages.js";

/** Of a worker that does not answer within this time, what it told last stands. */
const ANSWER_WITHIN_MS = 1000;

/** The metrics of several processes as those of one. */
export interface WorkersMetrics extends Metrics {
  /** What a worker answered. */
  reported(worker: Worker, report: MetricsReport): void;
  /** What a worker counted stays counted, as far as it was told: sums never go back. */
  ended(worker: Worker): void;
}

/**
 * Sums up metrics.
 * @param own those of the primary itself
 * @param workers those that can be asked
 */
export function workersMetrics(own: Registry, workers: ReadonlySet<Worker>): WorkersMetrics {
  const reports = new Map<Worker, MetricsReport>();
  const waiting = new Map<Worker, () => void>();
  /** Of all that ended, in one report. */
  let past: MetricsReport = [];
  const ask = (worker: Worker) =>
    new Promise<void>((resolve) => {
      waiting.set(worker, resolve);
      const message: ToWorker = { kind: "metrics" };
      worker.send(message);
    });
  const answered = (worker: Worker) => {
    waiting.get(worker)?.();
    waiting.delete(worker);
  };
  const collect = async () => {
    const asked = [...workers].filter((each) => each.isConnected());
    const deadline = new AbortController();
    const late = wait(ANSWER_WITHIN_MS, undefined, { signal: deadline.signal });
    await Promise.race([Promise.all(asked.map(ask)), late.catch(() => {})]);
    deadline.abort();
    const all = [await own.getMetricsAsJSON(), ...reports.values(), past];
    return AggregatorRegistry.aggregate(all).metrics();
  };
  let collecting: Promise<string> | undefined;
  return {
    contentType: own.contentType,
    metrics() {
      collecting ??= collect().finally(() => {
        collecting = undefined;
      });
      return collecting;
    },
    reported(worker, report) {
      if (workers.has(worker)) reports.set(worker, report);
      answered(worker);
    },
    ended(worker) {
      past = sumOfCounts([past, reports.get(worker) ?? []]);
      reports.delete(worker);
      answered(worker);
    },
  };
}

/** What only grows, of several reports in one; gauges end with what they measure. */
function sumOfCounts(reports: readonly MetricsReport[]): MetricsReport {
  const sums = new Map<string, Map<string, Value>>();
  const metrics = reports.flat().filter(({ type }) => COUNTED.has(String(type)));
  for (const { name, values } of metrics) {
    const known = sums.get(name) ?? new Map<string, Value>();
    sums.set(name, known);
    for (const each of values) {
      const { metricName, labels, value } = each as Value;
      const id = JSON.stringify([metricName, Object.entries(labels).toSorted()]);
      known.set(id, { ...each, value: (known.get(id)?.value ?? 0) + value });
    }
  }
  const last = new Map(metrics.map((each) => [each.name, each]));
  return [...last.values()].map((each) => ({
    ...each,
    values: [...(sums.get(each.name)?.values() ?? [])],
  }));
}

type Value = MetricsReport[number]["values"][number] & { readonly metricName?: string };

/** As reports name them, unlike their types. */
const COUNTED: ReadonlySet<string> = new Set(["counter", "histogram"]);
