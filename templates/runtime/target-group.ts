import type { ServerResponse } from "node:http";
import { roundRobin } from "./balancing.js";
import { GatewayError } from "./gateway-error.js";
import type {
  Attempts,
  Balancing,
  CircuitBreaker,
  Health,
  Outcome,
  Retry,
  Target,
  Targets,
} from "./target.js";
import type { TargetMetrics } from "./target-metrics.js";
import { targetMetrics } from "./target-metrics.js";
import type {
  Opening,
  Upstream,
  UpstreamCaller,
  UpstreamOptions,
  UpstreamRequest,
  UpstreamResponse,
} from "./upstream.js";
import { openClient } from "./upstream.js";

/** How calls of an upstream are spread over its targets, and what is done when they fail. */
export interface TargetGroupOptions extends UpstreamOptions {
  /** Round robin unless said. */
  readonly balancing?: Balancing;
  readonly health?: readonly ((targets: Targets) => Health)[];
  readonly retry?: () => Retry;
  readonly circuitBreaker?: (targets: Targets) => CircuitBreaker;
}

/** Names an upstream for the routes and the settings; one or more servers answer for it. */
export function defineTargetGroup(name: string, options: TargetGroupOptions): Upstream {
  return { name, open: (opening) => new TargetGroup(name, opening, options) };
}

class TargetGroup implements UpstreamCaller {
  readonly #targets: readonly Target[];
  readonly #choose: (targets: readonly Target[]) => Target;
  /** For retries, which would otherwise take turns from the requests that follow. */
  readonly #chooseAgain: (targets: readonly Target[]) => Target;
  readonly #health: readonly Health[];
  readonly #retry: Retry | undefined;
  readonly #circuitBreaker: CircuitBreaker | undefined;
  readonly #metrics: TargetMetrics;

  constructor(upstream: string, opening: Opening, options: TargetGroupOptions) {
    const { logger, metrics } = opening;
    this.#targets = opening.bases.map((base) => openTarget(base, opening, options));
    const targets = { upstream, all: this.#targets, logger, metrics };
    const { balancing = roundRobin } = options;
    this.#choose = balancing();
    this.#chooseAgain = balancing();
    this.#health = (options.health ?? []).map((open) => open(targets));
    this.#retry = options.retry?.();
    this.#circuitBreaker = options.circuitBreaker?.(targets);
    this.#metrics = targetMetrics(targets);
  }

  send(request: UpstreamRequest, client: ServerResponse): Promise<UpstreamResponse> {
    if (this.#retry === undefined) return this.#call(this.#choose(this.#fit()), request, client);
    return this.#retry.send(request, this.#attempts(request, client));
  }

  async close(): Promise<void> {
    await Promise.all([
      ...this.#health.map((each) => each.close?.()),
      ...this.#targets.map(({ client }) => client.close()),
    ]);
  }

  /** Where none is fit, all are called: what is wrong may as well be the checks. */
  #fit(): readonly Target[] {
    if (this.#health.length === 0) return this.#targets;
    const fit = this.#targets.filter((target) => this.#health.every((each) => each.isFit(target)));
    return fit.length === 0 ? this.#targets : fit;
  }

  #attempts(request: UpstreamRequest, client: ServerResponse): Attempts {
    const tried = new Set<Target>();
    return {
      next: (timeoutMs) => {
        const target = tried.size === 0 ? this.#choose(this.#fit()) : this.#another(tried);
        if (tried.size > 0) this.#metrics.retried(target);
        tried.add(target);
        return this.#call(target, { ...request, timeoutMs }, client);
      },
      isPossible: () => !client.destroyed && this.#circuitBreaker?.isOpen !== true,
    };
  }

  #another(tried: ReadonlySet<Target>): Target {
    const fit = this.#fit();
    const others = fit.filter((target) => !tried.has(target));
    return this.#chooseAgain(others.length === 0 ? fit : others);
  }

  async #call(
    target: Target,
    request: UpstreamRequest,
    client: ServerResponse,
  ): Promise<UpstreamResponse> {
    const ended = this.#circuitBreaker?.begin();
    if (this.#circuitBreaker !== undefined && ended === undefined) {
      throw new GatewayError("integration-failure", { cause: new CircuitOpenError() });
    }
    let outcome: Outcome = "void";
    target.pending += 1;
    try {
      const response = await target.client.send(request, client, () => (target.pending -= 1));
      outcome = FAILED.has(response.status) ? "failure" : "success";
      return response;
    } catch (error) {
      if (!client.destroyed && isOfServer(error)) outcome = "failure";
      throw error;
    } finally {
      ended?.(outcome);
      for (const each of this.#health) each.ended?.(target, outcome);
      this.#metrics.called(target, outcome);
    }
  }
}

class CircuitOpenError extends Error {
  override readonly name = "CircuitOpenError";
}

/** Statuses by which a server says that it cannot serve now. */
const FAILED = new Set([502, 503, 504]);

/** Whether a failure is the server's, and not that of a client whose body was too long. */
function isOfServer(error: unknown): boolean {
  return error instanceof GatewayError && OF_SERVERS.has(error.kind);
}

const OF_SERVERS = new Set(["integration-failure", "network-error", "integration-timeout"]);

function openTarget(base: URL, { files }: Opening, options: UpstreamOptions): Target {
  const name = base.host + base.pathname.replace(/\/$/, "");
  return { name, base, client: openClient(base, files, options), pending: 0 };
}
