import type { MetricObjectWithValues, MetricValue } from "prom-client";

/** What a registry of metrics holds. */
export type MetricsReport = readonly MetricObjectWithValues<MetricValue<string>>[];

/** What a worker tells its primary. Others send messages too, of kinds of their own. */
export type FromWorker =
  | { readonly kind: "listening"; readonly url: string }
  /** It was told to stop, or has to since something failed: it takes no more, and ends soon. */
  | { readonly kind: "leaving" }
  | { readonly kind: "metrics"; readonly report: MetricsReport };

/** What a worker is told. */
export type ToWorker = { readonly kind: "stop" } | { readonly kind: "metrics" };
