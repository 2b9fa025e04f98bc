import type { Registry } from "prom-client";
import { Counter } from "prom-client";
import type { Outcome, Target, Targets } from "./target.js";

/** Counts calls of the targets of one upstream. */
export interface TargetMetrics {
  called(target: Target, outcome: Outcome): void;
  retried(target: Target): void;
}

/** Targets are as many as the settings name, and so are the values of these labels. */
export function targetMetrics({ upstream, metrics }: Targets): TargetMetrics {
  const calls = counter(metrics, {
    name: "gateway_upstream_calls_total",
    help: "Calls of targets, by whether the server answered (void: the client went away).",
    labels: ["upstream", "target", "outcome"],
  });
  const retries = counter(metrics, {
    name: "gateway_upstream_retries_total",
    help: "Calls that were made again, by the target that was called then.",
    labels: ["upstream", "target"],
  });
  return {
    called: ({ name: target }, outcome) => calls.inc({ upstream, target, outcome }),
    retried: ({ name: target }) => retries.inc({ upstream, target }),
  };
}

/** Counts how often targets were taken out. */
export function ejections({ upstream, metrics }: Targets): (target: Target) => void {
  const ejected = counter(metrics, {
    name: "gateway_upstream_ejections_total",
    help: "How often a target was taken out since its calls or its checks failed.",
    labels: ["upstream", "target"],
  });
  return ({ name: target }) => ejected.inc({ upstream, target });
}

interface Described<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

/** The upstreams of a gateway count with the same one. */
function counter<Label extends string>(
  registry: Registry,
  { name, help, labels }: Described<Label>,
): Counter<Label> {
  const known = registry.getSingleMetric(name) as Counter<Label> | undefined;
  return known ?? new Counter({ name, help, labelNames: labels, registers: [registry] });
}
